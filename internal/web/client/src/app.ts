// What every page loads. Each part stands alone, and a page works without any of them.
import "./htmx";
import "./live";
import "./progress";
import "./palette";
import "./sheet";
import "./toast";
import "./trial";
import "./passkey";
import "./secret";
import { listenForKeys } from "./keys";
import { enhanceTheme } from "./theme";
import { enhanceMenus } from "./menu";
import { enhanceDrop } from "./drop";
import { showCurrent } from "./current";
import { enhancePicks } from "./pick";

listenForKeys();
enhanceTheme();
enhanceMenus();
enhanceDrop();
showCurrent();
enhancePicks();
