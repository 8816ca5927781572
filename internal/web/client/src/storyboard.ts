// What the pages of storyboards load beside app.js.
import "./draw";
import "./frames";
import "./present";
import "./spot";
