// What the pages of the library load beside app.js.
import "./library-grid";
import "./player";
import "./transcript";
import { Codes } from "./codes";

customElements.define("bts-codes", Codes);
