import { Outbox, type Fields } from "./cull-queue";
import { Shelf, type Still } from "./cull-shelf";
import { Stage } from "./cull-stage";

interface Done { id: string; at: number; was: Fields; now: Fields }

const keys = "1 first · 2 second · 3 kill · 4 clear · Z undo · ← → move · T tag · C compare 2, 4 · Space 100 % · F focus · A go on by itself · Esc back";

/**
 * <bts-cull list="…" edits="…" back="…"> shows stills at full screen, to be chosen by keys or fingers. What is decided shows at once and is
 * sent behind; without a connection it waits on this device. Without script there is one still with a form.
 */
class Cull extends HTMLElement {
  private shelf!: Shelf;
  private stage!: Stage;
  private outbox!: Outbox;
  private at = 0;
  private many = 1; // stills that are compared
  private goesOn = true;
  private readonly done: Done[] = [];
  private readonly stop = new AbortController();

  async connectedCallback(): Promise<void> {
    if (!this.querySelector("[data-plain]")) return; // nothing to choose
    this.goesOn = localStorage.getItem("bts-cull-goes-on") !== "no";
    this.shelf = new Shelf(this.getAttribute("list")!);
    this.outbox = new Outbox(this.getAttribute("edits")!, (n) => this.stage?.say("waiting", n === 0 ? "" : `${n} not sent yet`), (ids) => this.stage.say("note", `${ids.length === 1 ? "One still is" : `${ids.length} stills are`} not there any more.`));
    await this.shelf.load();
    if (this.shelf.list.length === 0) return;
    for (const { id, fields } of this.outbox.list()) this.shelf.change(id, fields); // decided before, not sent yet
    this.stage = new Stage(this, this.getAttribute("peaking") ?? "", this.hasAttribute("may-edit"), {
      act: (what) => this.act(what), swipe: (way) => this.swipe(way), choose: (nth) => this.show(this.first + nth), tag: (word) => this.tag(word),
    });
    this.behind(true);
    document.addEventListener("keydown", (e) => this.key(e), { signal: this.stop.signal, capture: true });
    void this.outbox.send();
    this.show(Math.min(Number(this.getAttribute("at")) || 0, this.shelf.list.length - 1));
  }

  disconnectedCallback(): void {
    this.stop.abort();
    this.behind(false);
  }

  /** behind puts the rest of the page out of reach while stills fill the screen. */
  private behind(is: boolean): void {
    document.body.classList.toggle("is-culling", is);
    for (const part of document.querySelectorAll<HTMLElement>(".skip, .rail, .top")) part.inert = is;
  }

  /** first is the first still of those that are compared. */
  private get first(): number { return this.many === 1 ? this.at : Math.floor(this.at / this.many) * this.many; }

  private get still(): Still { return this.shelf.list[this.at]!; }

  /** show goes to a still. */
  private show(at: number): void {
    this.at = Math.min(Math.max(0, at), this.shelf.list.length - 1);
    const stills = this.shelf.list.slice(this.first, this.first + this.many);
    this.stage.show(stills.map((still) => ({ still, ready: this.shelf.ready(still) })), this.at - this.first);
    this.shelf.around(this.at, this.many);
    this.tell();
    const url = new URL(location.href);
    url.searchParams.set("at", String(this.at));
    history.replaceState(null, "", url);
    void this.shelf.further(this.at);
  }

  private tell(): void {
    const { first, second, kill } = this.shelf.counts();
    const still = this.still;
    this.stage.tell(still, `${this.at + 1} of ${this.shelf.total}`, `${first} first · ${second} second · ${kill} killed`);
    this.stage.pressed({ verdict: still.verdict, goesOn: this.goesOn, many: this.many });
  }

  /** decide notes what is decided on the still that is shown, and goes on. */
  private decide(now: Fields, goOn: boolean): void {
    if (!this.hasAttribute("may-edit")) return;
    const still = this.still;
    const was: Fields = {};
    if (now.verdict !== undefined) was.verdict = still.verdict;
    if (now.tags !== undefined) was.tags = still.tags;
    this.done.push({ id: still.id, at: this.at, was, now });
    this.shelf.change(still.id, now);
    this.outbox.put(still.id, now);
    if (goOn && this.goesOn && this.at < this.shelf.list.length - 1) this.show(this.at + 1);
    else this.tell();
    this.stage.mark(this.shelf.list.slice(this.first, this.first + this.many));
  }

  private undo(): void {
    const last = this.done.pop();
    if (!last) return this.stage.say("note", "Nothing to take back.");
    this.shelf.change(last.id, last.was);
    this.outbox.put(last.id, last.was);
    this.show(last.at);
    this.stage.say("note", "Taken back.");
  }

  private tag(word: string): void {
    const tags = word.split(",").map((t) => t.trim()).filter(Boolean);
    if (tags.length > 0) this.decide({ tags: [...new Set([...this.still.tags, ...tags])] }, false);
  }

  private swipe(way: "left" | "right" | "up" | "down"): void {
    this.act({ left: "next", right: "before", up: "first", down: "kill" }[way]);
  }

  private act(what: string): void {
    switch (what) {
      case "first": case "second": case "kill": return this.decide({ verdict: what }, true);
      case "clear": return this.decide({ verdict: "" }, false);
      case "next": return this.show(this.at + 1);
      case "before": return this.show(this.at - 1);
      case "down": return this.show(this.at + (this.many === 4 ? 2 : 1));
      case "up": return this.show(this.at - (this.many === 4 ? 2 : 1));
      case "undo": return this.undo();
      case "tag": return this.hasAttribute("may-edit") ? this.stage.askTag() : undefined;
      case "zoom": return this.stage.zoom();
      case "focus": return this.stage.peak();
      case "compare":
        this.many = this.many === 1 ? 2 : this.many === 2 ? 4 : 1;
        return this.show(this.at);
      case "goes-on":
        this.goesOn = !this.goesOn;
        localStorage.setItem("bts-cull-goes-on", this.goesOn ? "yes" : "no");
        return this.tell();
      case "keys": return this.stage.say("note", keys);
      case "back": return location.assign(this.getAttribute("back")!);
    }
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target as HTMLElement).matches?.("input, textarea, select")) return;
    if (document.querySelector("dialog[open]")) return;
    const what = {
      "1": "first", "2": "second", "3": "kill", "4": "clear", z: "undo", t: "tag", c: "compare", f: "focus", a: "goes-on", "?": "keys", " ": "zoom", Escape: "back",
      ArrowRight: "next", ArrowLeft: "before", ArrowDown: "down", ArrowUp: "up", j: "next", k: "before",
    }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!what || (event.key === " " && (event.target as HTMLElement).matches?.("button, a"))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    performance.mark("cull:key");
    this.act(what);
  }
}

customElements.define("bts-cull", Cull);
