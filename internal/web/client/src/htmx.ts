// htmx and idiomorph, set up once. Forms stay plain forms: the server answers a POST with a redirect,
// htmx follows it and takes the part of the page that it wants, so no handler knows about fragments.
import htmx from "htmx.org";
import { Idiomorph } from "idiomorph/dist/idiomorph.esm.js";
import { say } from "./say";

declare global {
  interface Window { htmx: typeof htmx }
}

window.htmx = htmx;
htmx.config.includeIndicatorStyles = false; // an injected <style> would break the content policy
htmx.config.allowEval = false;
htmx.config.scrollBehavior = "auto";
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "[23]..", swap: true },
  { code: "[45]..", swap: false, error: true },
];

/** A fold that the person opened, what they picked, and a field that they type in, stay as they are when the page is refreshed. */
const keepFolds = {
  beforeAttributeUpdated: (name: string, element: Element) =>
    !(name === "open" && element instanceof HTMLDetailsElement) && !(name === "checked" && element.matches("[data-pick]")),
  // Most rows and cards of a long list are as they were: comparing them is much quicker than walking through them.
  beforeNodeMorphed: (old: Node, fresh: Node) => !(old instanceof HTMLLIElement && old.id !== "" && old.isEqualNode(fresh)),
};

/** typing tells whether a field has the focus. A button that has it must change its words with its deed. */
const typing = () => document.activeElement?.matches("input, textarea, select") ?? false;

htmx.defineExtension("morph", {
  isInlineSwap: (style: string) => style === "morph" || style === "morph:outerHTML",
  handleSwap: (style: string, target: Node, fragment: Node) => {
    if (!style.startsWith("morph")) return false;
    const morphStyle = style === "morph:innerHTML" ? "innerHTML" : "outerHTML";
    const content = morphStyle === "outerHTML" ? (fragment as DocumentFragment).firstElementChild : fragment;
    return content
      ? Idiomorph.morph(target as Element, content, { morphStyle, ignoreActiveValue: typing(), callbacks: keepFolds })
      : [];
  },
});

// An answer without the wanted part is another page (signed out meanwhile, say): go there.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { elt, xhr, serverResponse, ...detail } = (event as CustomEvent<SwapDetail>).detail;
  const select = elt.closest("[hx-select]")?.getAttribute("hx-select");
  if (!detail.shouldSwap || !select || serverResponse.includes(`id="${select.slice(1)}"`)) return;
  (event as CustomEvent<SwapDetail>).detail.shouldSwap = false;
  location.assign(xhr.responseURL || location.href);
});

interface SwapDetail { elt: Element; xhr: XMLHttpRequest; serverResponse: string; shouldSwap: boolean }

interface FailDetail { xhr: XMLHttpRequest; requestConfig: { verb: string } }

// A refused form says so in words and stays as it was filled in. A region that could not refresh
// itself keeps what it shows and says nothing: nobody asked.
document.addEventListener("htmx:responseError", (event) => {
  const { xhr, requestConfig } = (event as CustomEvent<FailDetail>).detail;
  if (requestConfig.verb === "get") return;
  const page = new DOMParser().parseFromString(xhr.responseText, "text/html");
  const found = [...page.querySelectorAll("[data-fault], main p.wrong")].map((p) => p.textContent?.trim());
  say(found.filter(Boolean).join(" ") || "That did not work. Try again.", "bad");
});
document.addEventListener("htmx:sendError", (event) => {
  if ((event as CustomEvent<FailDetail>).detail.requestConfig.verb === "get") return;
  say("No connection. Nothing was changed.", "bad");
});
