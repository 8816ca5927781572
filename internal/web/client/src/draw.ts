import { Hand, paint, type Drawing, type Stroke } from "./ink";
import { note, send, waiting, type Outcome } from "./queue";
import { keepOffline } from "./offline";
import { say } from "./say";
import type { Place, Spot } from "./spot";

const idle = 4000; // ms without a stroke until a drawing is sent

/**
 * <bts-draw frame="…" drawing="…" over="…" base="12" sync="…" wide="1600" high="900"> is the easel: a canvas under a pen, a
 * mouse or a finger, and the words of the frame beside it. Everything that is done is noted on this device at once and sent when
 * the hand rests; without a connection it waits here.
 */
class Draw extends HTMLElement {
  private ctx!: CanvasRenderingContext2D;
  private canvas!: HTMLCanvasElement;
  private strokes: Stroke[] = [];
  private undone: Stroke[][] = [];
  private past: Stroke[][] = []; // what undo goes back to
  private live: { hand: Hand; pointer: number; drawn: number; touch: boolean } | undefined;
  private penSeen = false;
  private tool: Stroke["tool"] = "pen";
  private color = "#1d1b19";
  private size = 9;
  private over = "";
  private base = 0;
  private timer = 0;
  private stop = new AbortController();

  async connectedCallback(): Promise<void> {
    const canvas = this.querySelector("canvas");
    const ctx = canvas?.getContext("2d");
    if (!canvas || !ctx) return;
    [this.canvas, this.ctx] = [canvas, ctx];
    this.over = this.getAttribute("over") ?? "";
    this.base = Number(this.getAttribute("base"));
    this.listen();
    await this.fetchDrawing();
    await this.recall();
    this.fit();
    this.buttons();
    this.setAttribute("state", "ready");
    void keepOffline();
    void this.flush();
  }

  disconnectedCallback(): void {
    this.stop.abort();
    clearTimeout(this.timer);
  }

  /** frame is its id. The page of a frame that was made without a connection has none; its address does. */
  private get frame(): string { return this.getAttribute("frame") || (location.pathname.split("/")[4] ?? ""); }
  private get sync(): string { return this.getAttribute("sync") ?? ""; }
  private get wide(): number { return Number(this.getAttribute("wide")); }
  private get high(): number { return Number(this.getAttribute("high")); }

  private listen(): void {
    const signal = this.stop.signal;
    const on = { signal };
    this.canvas.addEventListener("pointerdown", (e) => this.down(e), on);
    this.canvas.addEventListener("pointermove", (e) => this.move(e), on);
    this.canvas.addEventListener("pointerup", (e) => this.up(e), on);
    this.canvas.addEventListener("pointercancel", (e) => this.cancel(e), on);
    this.canvas.addEventListener("contextmenu", (e) => e.preventDefault(), on);
    this.addEventListener("click", (e) => this.press(e), on);
    this.querySelector("[data-words]")?.addEventListener("input", (e) => this.word(e.target as HTMLInputElement), on);
    document.addEventListener("keydown", (e) => this.key(e), on);
    document.addEventListener("visibilitychange", () => document.hidden && void this.flush(), on);
    window.addEventListener("online", () => void this.flush(), on);
    window.addEventListener("offline", () => this.tell("waiting"), on);
    const watch = new ResizeObserver(() => this.fit());
    watch.observe(this.canvas);
    signal.addEventListener("abort", () => watch.disconnect());
  }

  private async fetchDrawing(): Promise<void> {
    const from = this.getAttribute("drawing");
    const answer = from ? await fetch(from).catch(() => null) : null;
    if (!answer?.ok) return;
    this.strokes = ((await answer.json()) as Drawing).strokes;
  }

  /** recall puts back what was done here and has not reached the server. */
  private async recall(): Promise<void> {
    for (const op of await waiting(this.sync, this.frame)) {
      if (op.drawing) this.strokes = (op.drawing as Drawing).strokes;
      for (const [name, value] of Object.entries(op.fields)) this.fill(name, value);
    }
  }

  private fill(name: string, value: unknown): void {
    if (name === "spot") {
      this.querySelector<Spot>("bts-spot")?.put(value as Place | null);
      return;
    }
    const field = this.querySelector<HTMLInputElement>(`[data-words] [name="${CSS.escape(name)}"]`);
    if (field && field !== document.activeElement && typeof value === "string") field.value = value;
    if (name === "ground") this.querySelector<Spot>("bts-spot")?.show();
  }

  // The canvas.

  /** fit gives the canvas as many pixels as the screen shows of it, and draws all anew. */
  private fit(): void {
    const box = this.canvas.getBoundingClientRect();
    const scale = Math.min(window.devicePixelRatio || 1, 2);
    const width = Math.max(Math.round(box.width * scale), 1);
    if (width !== this.canvas.width) {
      this.canvas.width = width;
      this.canvas.height = Math.max(Math.round((width * this.high) / this.wide), 1);
    }
    this.redraw();
  }

  private redraw(): void {
    const scale = this.canvas.width / this.wide;
    this.ctx.setTransform(1, 0, 0, 1, 0, 0);
    this.ctx.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.ctx.setTransform(scale, 0, 0, scale, 0, 0);
    for (const stroke of this.strokes) paint(this.ctx, stroke);
  }

  private at(e: PointerEvent): [number, number] {
    const box = this.canvas.getBoundingClientRect();
    return [((e.clientX - box.left) / box.width) * this.wide, ((e.clientY - box.top) / box.height) * this.high];
  }

  private down(e: PointerEvent): void {
    const touch = e.pointerType === "touch";
    if (e.pointerType === "pen") {
      this.penSeen = true;
      if (this.live?.touch) this.drop(); // the hand lay down before the pen
    }
    if (this.live || (touch && this.penSeen) || (e.pointerType === "mouse" && e.button !== 0)) return;
    e.preventDefault();
    this.canvas.setPointerCapture(e.pointerId);
    const tool = e.pointerType === "pen" && (e.buttons & 32) !== 0 ? "eraser" : this.tool;
    const stroke: Stroke = { tool, color: this.color, size: tool === "eraser" ? this.size * 2.5 : this.size, points: [] };
    const pressed = e.pointerType === "pen" && e.pressure > 0;
    this.live = { hand: new Hand(stroke, pressed), pointer: e.pointerId, drawn: 0, touch };
    this.follow(e);
  }

  private move(e: PointerEvent): void {
    if (this.live?.pointer !== e.pointerId) return;
    for (const part of e.getCoalescedEvents?.() ?? []) this.follow(part, false);
    this.follow(e);
  }

  /** follow takes the stroke on, and shows what that added to it. */
  private follow(e: PointerEvent, show = true): void {
    const live = this.live;
    if (!live) return;
    const [x, y] = this.at(e);
    live.hand.move(x, y, e.pressure, e.timeStamp);
    if (show) this.show();
  }

  private show(): void {
    const live = this.live;
    if (!live || live.hand.stroke.points.length === live.drawn) return;
    paint(this.ctx, live.hand.stroke, live.drawn);
    live.drawn = live.hand.stroke.points.length;
  }

  private up(e: PointerEvent): void {
    const live = this.live;
    if (live?.pointer !== e.pointerId) return;
    const [x, y] = this.at(e);
    live.hand.end(x, y);
    this.show();
    this.live = undefined;
    this.change([...this.strokes, live.hand.stroke], false);
  }

  private cancel(e: PointerEvent): void {
    if (this.live?.pointer === e.pointerId) this.drop();
  }

  private drop(): void {
    this.live = undefined;
    this.redraw();
  }

  // What can be done.

  private change(strokes: Stroke[], draw = true): void {
    this.past.push(this.strokes);
    this.undone = [];
    this.take(strokes, draw);
  }

  private take(strokes: Stroke[], draw = true): void {
    this.strokes = strokes;
    if (draw) this.redraw();
    this.buttons();
    void this.keep({ drawing: this.document(), over: this.over });
  }

  private document(): Drawing {
    return { version: 1, width: this.wide, height: this.high, strokes: this.strokes };
  }

  private undo(): void {
    const back = this.past.pop();
    if (!back) return;
    this.undone.push(this.strokes);
    this.take(back);
  }

  private redo(): void {
    const again = this.undone.pop();
    if (!again) return;
    this.past.push(this.strokes);
    this.take(again);
  }

  private buttons(): void {
    const set = (what: string, off: boolean) => {
      const button = this.querySelector<HTMLButtonElement>(`[data-do="${what}"]`);
      if (button) button.disabled = off;
    };
    set("undo", this.past.length === 0);
    set("redo", this.undone.length === 0);
    set("clear", this.strokes.length === 0);
  }

  private key(e: KeyboardEvent): void {
    if (!(e.ctrlKey || e.metaKey) || (e.target as Element).matches("input, textarea, select")) return;
    const key = e.key.toLowerCase();
    if (key === "z" && !e.shiftKey) this.undo();
    else if (key === "y" || key === "z") this.redo();
    else return;
    e.preventDefault();
  }

  private press(e: MouseEvent): void {
    const target = e.target as Element;
    const button = target.closest<HTMLButtonElement>("button");
    const { tool, ink, tip, do: deed } = button?.dataset ?? {};
    if (button && tool) this.choose("tool", button, () => (this.tool = tool as Stroke["tool"]));
    if (button && ink) {
      this.choose("ink", button, () => (this.color = ink));
      this.querySelector<HTMLButtonElement>('[data-tool="pen"]')?.click();
    }
    if (button && tip) this.choose("tip", button, () => (this.size = Number(tip)));
    if (deed === "undo") this.undo();
    if (deed === "redo") this.redo();
    if (deed === "clear") this.change([]);
    if (button && deed === "onion") this.onion(button);
    const link = target.closest<HTMLAnchorElement>("a[data-leave]");
    if (link && !e.ctrlKey && !e.metaKey) {
      e.preventDefault();
      void this.flush().then(() => location.assign(link.href));
    }
  }

  private choose(kind: string, button: HTMLButtonElement, set: () => void): void {
    for (const other of this.querySelectorAll(`[data-${kind}]`)) other.setAttribute("aria-pressed", String(other === button));
    set();
  }

  private onion(button: HTMLButtonElement): void {
    const sheet = this.querySelector<HTMLImageElement>(".onion");
    if (!sheet) return;
    sheet.hidden = !sheet.hidden;
    button.setAttribute("aria-pressed", String(!sheet.hidden));
  }

  private word(field: HTMLInputElement): void {
    const spot = field.closest<Spot>("bts-spot");
    if (field.name.startsWith("spot_") && spot) {
      const place = spot.place();
      if (place !== undefined) void this.keep({ fields: { spot: place } });
      return;
    }
    if (field.name && field.type !== "hidden") void this.keep({ fields: { [field.name]: field.value } });
  }

  // What is kept, and sent.

  private async keep(change: { fields?: Record<string, unknown>; drawing?: Drawing; over?: string }): Promise<void> {
    this.tell(navigator.onLine ? "noted" : "waiting");
    await note(this.sync, this.frame, { base: this.base, ...change });
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.flush(), idle);
  }

  /** flush sends what waits. */
  private async flush(): Promise<void> {
    clearTimeout(this.timer);
    try {
      const sent = this.strokes;
      const outcomes = await send(this.sync);
      for (const o of outcomes) this.learn(o, sent);
      const left = await waiting(this.sync);
      if (left.some((o) => !o.tried)) this.timer = window.setTimeout(() => void this.flush(), idle);
      this.tell(left.length > 0 ? "waiting" : outcomes.length > 0 ? "saved" : "");
    } catch {
      this.tell("waiting");
      this.timer = window.setTimeout(() => void this.flush(), 10_000);
    }
  }

  /** learn takes over what the server says: what others drew and wrote meanwhile, and what this is now drawn over. */
  private learn(o: Outcome, sent: Stroke[]): void {
    if (o.state === "refused") say(o.message, "bad");
    if (!o.frame || o.frame["id"] !== this.frame) return;
    this.base = o.base;
    this.over = String(o.frame["drawing"] ?? "");
    for (const name of ["title", "note", "sound", "size", "angle", "movement", "lens"]) {
      const field = this.querySelector<HTMLInputElement>(`[data-words] [name="${name}"]`);
      if (!field) continue;
      field.defaultValue = String(o.frame[name] ?? "");
    }
    if (o.drawing) {
      const since = this.strokes.filter((s) => !sent.includes(s));
      this.strokes = [...(o.drawing as Drawing).strokes, ...since];
      this.past = [];
      this.undone = [];
      this.redraw();
      this.buttons();
    }
    const others = o.lost.map((l) => `${l.name} “${String(l.now).slice(0, 60)}”`);
    if (others.length > 0) say(`Somebody else wrote ${others.join(", ")} at the same time: it is in the history.`);
  }

  private tell(state: "noted" | "waiting" | "saved" | ""): void {
    const words = { noted: "Noted here", waiting: "Waiting for the network. It is kept on this device.", saved: "Saved", "": "" };
    const line = this.querySelector("[data-state]");
    if (line && line.textContent !== words[state]) line.textContent = words[state];
    this.dataset["saved"] = state;
  }
}

customElements.define("bts-draw", Draw);
