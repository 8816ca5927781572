import type { Still } from "./cull-shelf";

interface Hands { act(what: string): void; swipe(way: "left" | "right" | "up" | "down"): void; choose(nth: number): void; tag(word: string): void }
interface Shown { still: Still; ready: { img: HTMLImageElement; decoded: Promise<void>; done: boolean } }

const controls: [what: string, words: string, label: string, edits: boolean][] = [
  ["before", "‹", "Before", false], ["first", "1st", "First (1)", true], ["second", "2nd", "Second (2)", true], ["kill", "Kill", "Kill (3)", true], ["clear", "Clear", "Clear (4)", true], ["next", "›", "Next", false],
];
const more: typeof controls = [
  ["undo", "Undo", "Take back (Z)", true], ["tag", "Tag", "Tag (T)", true], ["compare", "Compare", "Compare two or four (C)", false], ["zoom", "100 %", "Show every dot (Space)", false],
  ["focus", "Focus", "Show what is sharp (F)", false], ["goes-on", "Go on", "Go on by itself (A)", true], ["keys", "?", "Keys", false], ["back", "Done", "Back to the library (Esc)", false],
];

/** Stage is what is on the screen: one still or some, the words about it, and buttons for fingers. */
export class Stage {
  private readonly frame = document.createElement("div");
  private readonly name = document.createElement("p");
  private readonly place = document.createElement("p");
  private readonly counts = document.createElement("p");
  private readonly note = document.createElement("p");
  private readonly waiting = document.createElement("p");
  private readonly tagger = document.createElement("form");
  private shown: Shown[] = [];
  private active = 0;
  private zoomed = false;
  private peaking = false;
  private worker: Worker | undefined;
  private pointer = { x: 0.5, y: 0.5 };
  private settle = 0;
  private noteTimer = 0;

  constructor(private readonly root: HTMLElement, private readonly peakingURL: string, edits: boolean, private readonly hands: Hands) {
    root.querySelector("[data-plain]")?.remove();
    this.frame.className = "cull-frame";
    const head = document.createElement("header");
    head.className = "cull-head";
    this.name.className = "cull-name";
    this.place.className = "cull-place mono";
    this.counts.className = "cull-counts";
    for (const status of [this.counts, this.note, this.waiting]) status.setAttribute("role", "status");
    this.note.className = "cull-note";
    this.waiting.className = "cull-waiting";
    head.append(this.place, this.name, this.counts, this.waiting);
    const thumbs = this.row("cull-thumbs", controls.filter((c) => edits || !c[3]));
    const rest = this.row("cull-more", more.filter((c) => edits || !c[3]));
    this.tagger.className = "cull-tag";
    this.tagger.hidden = true;
    const field = document.createElement("input");
    field.name = "tag";
    field.setAttribute("aria-label", "Tag, several parted by commas");
    field.placeholder = "Tag";
    field.autocomplete = "off";
    this.tagger.append(field);
    this.tagger.addEventListener("submit", (e) => {
      e.preventDefault();
      this.hands.tag(field.value);
      this.closeTag();
    });
    field.addEventListener("keydown", (e) => e.key === "Escape" && (e.stopPropagation(), this.closeTag()));
    root.append(head, this.frame, this.tagger, this.note, rest, thumbs);
    this.frame.addEventListener("pointermove", (e) => this.point(e));
    this.swipes();
  }

  private row(name: string, list: typeof controls): HTMLElement {
    const row = document.createElement("div");
    row.className = name;
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", name === "cull-thumbs" ? "Decide" : "More");
    for (const [what, words, label] of list) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button";
      button.dataset["act"] = what;
      button.textContent = words;
      button.setAttribute("aria-label", label);
      button.addEventListener("click", () => this.hands.act(what));
      row.append(button);
    }
    return row;
  }

  /** show puts stills on the stage: their middle pictures at once, the large ones when the eye rests on them. */
  show(shown: Shown[], active: number): void {
    this.shown = shown;
    this.active = active;
    this.zoomed = false;
    clearTimeout(this.settle);
    this.frame.dataset["many"] = String(shown.length > 2 ? 4 : shown.length);
    this.frame.replaceChildren(...shown.map((s, nth) => this.figure(s, nth)));
    const now = shown[active]!;
    void now.ready.decoded.then(() => requestAnimationFrame(() => setTimeout(() => {
      if (this.shown !== shown) return;
      performance.mark("cull:painted", { detail: { id: now.still.id } });
      this.root.dataset["painted"] = now.still.id;
    }, 0)));
    this.settle = window.setTimeout(() => this.sharpen(), 180);
    if (this.peaking) void this.veil();
  }

  private figure({ still, ready }: Shown, nth: number): HTMLElement {
    const figure = document.createElement("figure");
    figure.dataset["id"] = still.id;
    figure.dataset["verdict"] = still.verdict;
    figure.toggleAttribute("data-active", nth === this.active);
    ready.img.alt = `${still.name}${still.verdict ? `, ${still.verdict}` : ""}`;
    if (still.medium) figure.append(ready.img);
    else figure.append(still.problem || "Its picture is not made yet.");
    if (this.shown.length > 1) figure.addEventListener("click", () => this.hands.choose(nth));
    return figure;
  }

  private get image(): HTMLImageElement | null { return this.frame.querySelector("figure[data-active] img"); }

  /** sharpen puts the large picture in the place of the middle one. */
  private async sharpen(): Promise<void> {
    const [now, image] = [this.shown[this.active], this.image];
    if (!now || !image || now.still.large === now.still.medium || image.dataset["large"]) return;
    const large = new Image();
    large.src = now.still.large;
    large.alt = image.alt;
    large.dataset["large"] = "yes";
    await large.decode().catch(() => undefined);
    if (this.image === image && large.naturalWidth > 0) {
      image.replaceWith(large);
      this.place100();
    }
  }

  /** tell says what is shown. */
  tell(still: Still, place: string, counts: string): void {
    this.place.textContent = place;
    this.name.textContent = [still.name, still.time, still.tags.join(", ")].filter(Boolean).join(" · ");
    this.counts.textContent = counts;
  }

  /** mark shows the verdicts of the stills on the stage. */
  mark(stills: Still[]): void {
    for (const figure of this.frame.querySelectorAll<HTMLElement>("figure")) {
      const still = stills.find((s) => s.id === figure.dataset["id"]);
      if (still) figure.dataset["verdict"] = still.verdict;
    }
  }

  pressed(state: { verdict: string; goesOn: boolean; many: number }): void {
    const is: Record<string, boolean> = { first: state.verdict === "first", second: state.verdict === "second", kill: state.verdict === "kill", "goes-on": state.goesOn, compare: state.many > 1, zoom: this.zoomed, focus: this.peaking };
    for (const button of this.root.querySelectorAll<HTMLElement>("[data-act]")) {
      const on = is[button.dataset["act"]!];
      if (on !== undefined) button.setAttribute("aria-pressed", String(on));
    }
  }

  say(where: "note" | "waiting", words: string): void {
    const line = where === "note" ? this.note : this.waiting;
    line.textContent = words;
    if (where === "waiting") return;
    clearTimeout(this.noteTimer);
    this.noteTimer = window.setTimeout(() => (this.note.textContent = ""), 6000);
  }

  askTag(): void {
    this.tagger.hidden = false;
    this.tagger.querySelector("input")!.focus();
  }

  private closeTag(): void {
    this.tagger.reset();
    this.tagger.hidden = true;
    (document.activeElement as HTMLElement | null)?.blur();
  }

  /** zoom shows each dot of the large picture as one of the screen, where the pointer is. */
  zoom(): void {
    this.zoomed = !this.zoomed;
    void this.sharpen();
    this.place100();
    this.root.querySelector("[data-act=zoom]")?.setAttribute("aria-pressed", String(this.zoomed));
  }

  private place100(): void {
    const image = this.image;
    const figure = image?.parentElement;
    if (!image || !figure) return;
    figure.toggleAttribute("data-zoomed", this.zoomed);
    if (!this.zoomed) {
      image.style.cssText = "";
      return;
    }
    const [wide, high] = [image.naturalWidth / devicePixelRatio, image.naturalHeight / devicePixelRatio];
    image.style.width = `${wide}px`;
    image.style.height = `${high}px`;
    image.style.left = `${Math.min(0, figure.clientWidth - wide) * this.pointer.x + Math.max(0, (figure.clientWidth - wide) / 2)}px`;
    image.style.top = `${Math.min(0, figure.clientHeight - high) * this.pointer.y + Math.max(0, (figure.clientHeight - high) / 2)}px`;
  }

  private point(event: PointerEvent): void {
    const { left, top, width, height } = this.frame.getBoundingClientRect();
    this.pointer = { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
    if (this.zoomed) this.place100();
  }

  /** peak shows where the picture is sharp, or no longer. */
  peak(): void {
    this.peaking = !this.peaking;
    this.root.querySelector("[data-act=focus]")?.setAttribute("aria-pressed", String(this.peaking));
    if (this.peaking) void this.veil();
    else this.frame.querySelectorAll(".cull-veil").forEach((v) => v.remove());
  }

  private async veil(): Promise<void> {
    const [shown, figures] = [this.shown, [...this.frame.querySelectorAll<HTMLElement>("figure")]];
    await Promise.all(shown.map((s) => s.ready.decoded));
    if (shown !== this.shown || !this.peaking) return;
    this.worker ??= new Worker(this.peakingURL, { type: "module" });
    this.worker.onmessage = ({ data }: MessageEvent<{ nth: number; veil: ImageBitmap }>) => {
      const figure = figures[data.nth];
      if (shown !== this.shown || !this.peaking || !figure) return data.veil.close();
      const canvas = document.createElement("canvas");
      canvas.className = "cull-veil";
      canvas.width = data.veil.width;
      canvas.height = data.veil.height;
      canvas.getContext("bitmaprenderer")!.transferFromImageBitmap(data.veil);
      figure.querySelector(".cull-veil")?.remove();
      figure.append(canvas);
    };
    const red = document.documentElement.dataset["theme"] === "set";
    for (const [nth, s] of shown.entries()) {
      if (s.ready.img.naturalWidth === 0) continue;
      const picture = await createImageBitmap(s.ready.img);
      this.worker.postMessage({ nth, picture, red }, [picture]);
    }
  }

  /** swipes hears fingers: sideways moves, up is first, down is kill. */
  private swipes(): void {
    let from: { x: number; y: number; id: number } | undefined;
    this.frame.addEventListener("pointerdown", (e) => {
      from = e.pointerType === "touch" && e.isPrimary && !this.zoomed ? { x: e.clientX, y: e.clientY, id: e.pointerId } : undefined;
    });
    this.frame.addEventListener("pointerup", (e) => {
      if (!from || from.id !== e.pointerId) return;
      const [dx, dy] = [e.clientX - from.x, e.clientY - from.y];
      from = undefined;
      if (Math.max(Math.abs(dx), Math.abs(dy)) < 48) return;
      performance.mark("cull:key");
      this.hands.swipe(Math.abs(dx) > Math.abs(dy) ? (dx < 0 ? "left" : "right") : dy < 0 ? "up" : "down");
    });
    this.frame.addEventListener("pointercancel", () => (from = undefined));
  }
}
