import { Picks } from "./library-picks";
import { Row, type Place } from "./library-rows";
import { hideStrip, leaf, showStrip, showWave } from "./library-strip";

/**
 * <bts-library window="…" days="…" hurry="…" query="…"> shows days as rows. Only the cells near the view are in the page. Arrows, J
 * and K move, Enter and Space open, X picks, with Shift all up to it; , and . leaf through a clip. What is made meanwhile fills in.
 */
class Library extends HTMLElement {
  private rows: Row[] = [];
  private stop = new AbortController();
  private picks: Picks | undefined;
  private current: Place | undefined;
  private anchor: Place | undefined;
  private high = 0;
  private gap = 0;
  private columns = 1;
  private waiting = 0;
  private went = 0; // when G was pressed: the next letter goes places
  private readonly hurried = new Set<string>();
  private hurryTimer = 0;
  private freshTimer = 0;

  connectedCallback(): void {
    this.stop = new AbortController();
    const on = { signal: this.stop.signal };
    this.rows = [...this.querySelectorAll<HTMLElement>(".lib-day")].map((s) => new Row(s, (key, from, n) => this.fetchCells(key, from, n), (cells) => this.fresh(cells)));
    const form = document.querySelector<HTMLFormElement>("form.lib-bulk");
    if (form) this.picks = new Picks(form, () => this.mark(), this.stop.signal);
    this.classList.add("is-windowed");
    this.weighDays();
    window.addEventListener("scroll", () => this.soon(), { ...on, passive: true });
    window.addEventListener("resize", () => this.measure(), on);
    document.addEventListener("keydown", (e) => this.press(e), { ...on, capture: true });
    document.body.addEventListener("bts:library", (e) => this.told((e as CustomEvent<{ looks?: string } | null>).detail), on);
    document.body.addEventListener("htmx:afterSettle", (e) => (e.target as Element).contains?.(this) && this.restart(), on);
    this.addEventListener("bts:cells", () => this.soon(), on);
    this.addEventListener("click", (e) => this.clicked(e), on);
    this.addEventListener("pointermove", (e) => this.hover(e), on);
    this.addEventListener("pointerout", (e) => this.leave(e), on);
    this.addEventListener("focusin", (e) => this.focused(e), on);
    this.measure();
    if (location.hash.startsWith("#day-")) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }

  disconnectedCallback(): void { this.stop.abort(); }

  private restart(): void {
    this.disconnectedCallback();
    this.connectedCallback();
  }

  private async fetchCells(key: string, from: number, n: number): Promise<HTMLElement[]> {
    const query = new URLSearchParams(this.getAttribute("query") ?? "");
    query.set("day", key);
    query.set("from", String(from));
    query.set("n", String(n));
    const answer = await fetch(`${this.getAttribute("window")}?${query}`, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
    const page = new DOMParser().parseFromString(`<ol>${await answer.text()}</ol>`, "text/html");
    return [...page.querySelectorAll<HTMLElement>("li.cell")].map((cell) => document.adoptNode(cell));
  }

  /** fresh readies cells that have just come: picking is ours, and one of them takes the focus. */
  private fresh(cells: HTMLElement[]): void {
    for (const cell of cells) {
      const box = cell.querySelector<HTMLInputElement>(".cell-pick input");
      if (!box) continue;
      box.removeAttribute("form");
      box.checked = this.picks?.has(box.value) ?? false;
    }
  }

  private mark(): void {
    for (const box of this.querySelectorAll<HTMLInputElement>(".cell-pick input")) box.checked = this.picks?.has(box.value) ?? false;
  }

  /** measure looks how large cells are, and gives the days their heights. */
  private measure(): void {
    const style = getComputedStyle(this);
    this.high = parseFloat(style.getPropertyValue("--cell-high"));
    this.gap = parseFloat(style.getPropertyValue("--cell-gap"));
    this.columns = this.rows[0]?.columns ?? 1;
    for (const row of this.rows) row.lay(this.columns, this.high, this.gap);
    this.render();
  }

  private soon(): void {
    this.waiting ||= requestAnimationFrame(() => {
      this.waiting = 0;
      this.render();
    });
  }

  private render(): void {
    const room = innerHeight;
    for (const row of this.rows) row.render(this.columns, this.high, this.gap, -room, 2 * room);
    this.mark();
    let day = this.rows[0];
    for (const row of this.rows) if (row.section.getBoundingClientRect().top < room / 3) day = row;
    for (const link of this.querySelectorAll<HTMLAnchorElement>(".scrubber a")) {
      if (link.dataset["of"] === day?.key) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    const wanted: string[] = [];
    for (const cell of this.querySelectorAll<HTMLElement>(".cell[data-waiting], .cell[data-wave]")) {
      const { top, bottom } = cell.getBoundingClientRect();
      if (bottom < 0 || top > room) continue;
      if (cell.dataset["wave"]) void showWave(cell);
      else if (!this.hurried.has(cell.dataset["id"]!)) wanted.push(cell.dataset["id"]!);
    }
    if (wanted.length > 0) this.hurry(wanted);
  }

  /** hurry has what is in view made before anything else. */
  private hurry(ids: string[]): void {
    clearTimeout(this.hurryTimer);
    this.hurryTimer = window.setTimeout(() => {
      for (const id of ids) this.hurried.add(id);
      const body = new URLSearchParams(ids.map((id) => ["id", id]));
      void fetch(this.getAttribute("hurry")!, { method: "POST", body }).catch(() => ids.forEach((id) => this.hurried.delete(id)));
    }, 300);
  }

  /** told hears that something of the library is other than it was: looks of one asset, or anything. */
  private told(detail: { looks?: string } | null): void {
    for (const row of this.rows) row.outdate(detail?.looks);
    clearTimeout(this.freshTimer);
    this.freshTimer = window.setTimeout(() => void this.refresh(!detail?.looks), 250);
  }

  private async refresh(days: boolean): Promise<void> {
    if (days) {
      const answer = await fetch(`${this.getAttribute("days")}?${this.getAttribute("query") ?? ""}`).catch(() => undefined);
      if (answer?.ok) {
        const told = (await answer.json()) as { days: { key: string; count: number; text: string }[]; sentence: string };
        const known = new Set(this.rows.map((row) => row.key));
        if (told.days.some((d) => !known.has(d.key))) return location.reload(); // a day has come
        for (const row of this.rows) {
          const now = told.days.find((d) => d.key === row.key);
          row.count = now?.count ?? 0;
          row.section.querySelector("[data-counts]")!.textContent = now?.text ?? "nothing any more";
          row.lay(this.columns, this.high, this.gap);
        }
      }
    }
    this.render();
  }

  private weighDays(): void {
    const most = Math.max(1, ...this.rows.map((row) => row.count));
    for (const link of this.querySelectorAll<HTMLElement>(".scrubber a")) link.style.setProperty("--much", String(Number(link.dataset["count"]) / most));
  }

  private place(cell: Element | null | undefined): Place | undefined {
    const li = cell?.closest<HTMLElement>("li.cell[data-index]");
    const day = this.rows.find((row) => li && row.section.contains(li));
    return li && day ? { day, index: Number(li.dataset["index"]) } : undefined;
  }

  private clicked(event: MouseEvent): void {
    const box = (event.target as Element).closest<HTMLInputElement>(".cell-pick input");
    if (!box) return;
    const at = this.place(box);
    if (at) void this.pick(at, box.checked, event.shiftKey);
  }

  /** pick picks a cell, with reach all from the one before. */
  private async pick(at: Place, picked: boolean, reach: boolean): Promise<void> {
    const ids: string[] = [];
    for (const p of reach && this.anchor ? this.between(this.anchor, at) : [at]) {
      const cell = await p.day.have(p.index);
      if (cell?.dataset["id"]) ids.push(cell.dataset["id"]);
    }
    this.picks?.set(ids, picked);
    this.anchor = at;
  }

  /** between are the places from one to the other, 5000 at most. */
  private between(a: Place, b: Place): Place[] {
    const number = (p: Place) => this.rows.slice(0, this.rows.indexOf(p.day)).reduce((n, row) => n + row.count, p.index);
    const [first, last] = [number(a), number(b)].sort((x, y) => x - y) as [number, number];
    const out: Place[] = [];
    for (let n = first; n <= last && out.length < 5000; n++) out.push(this.at(n)!);
    return out;
  }

  private at(n: number): Place | undefined {
    for (const day of this.rows) {
      if (n < day.count) return { day, index: n };
      n -= day.count;
    }
    return undefined;
  }

  private focused(event: FocusEvent): void {
    const at = this.place(event.target as Element);
    if (at) this.current = at;
  }

  private press(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (target.matches?.("input:not([type=checkbox]), textarea, select, summary") || (!this.contains(target) && target !== document.body)) return;
    if (event.key === "g") this.went = Date.now();
    else if (Date.now() - this.went < 1200) return;
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: this.columns, ArrowUp: -this.columns, j: 1, k: -1 }[event.key];
    const cell = this.current?.day.cell(this.current.index);
    let done = true;
    if (step) void this.move(step, event.shiftKey);
    else if (event.key.toLowerCase() === "x" && this.current && cell) void this.pick(this.current, !this.picks?.has(cell.dataset["id"]!), event.shiftKey);
    else if (event.key === " " && cell && target.matches(".cell-open")) cell.querySelector<HTMLElement>(".cell-open")?.click();
    else if ((event.key === "," || event.key === ".") && cell?.dataset["strip"]) leaf(cell, event.key === "." ? 1 : -1);
    else done = false;
    if (!done) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  private async move(step: number, reach: boolean): Promise<void> {
    const was = this.current;
    const to = was ? this.beside(was, step) : this.at(0);
    if (!to) return;
    if (reach && was) {
      const cell = was.day.cell(was.index);
      this.anchor ??= was;
      if (cell) await this.pick(to, true, true);
    }
    this.current = to;
    const top = to.day.top(to.index, this.columns, this.high, this.gap);
    const [over, under] = [120, innerHeight - 90];
    if (top < over) scrollBy({ top: top - over, behavior: "instant" });
    else if (top + this.high > under) scrollBy({ top: top + this.high - under, behavior: "instant" });
    this.render();
    const cell = await to.day.have(to.index);
    this.render();
    if (this.current === to) cell?.querySelector<HTMLElement>(".cell-open")?.focus({ preventScroll: true });
  }

  /** beside is the cell some steps on; up and down go into the same column of the next day. */
  private beside(from: Place, step: number): Place | undefined {
    const index = from.index + step;
    if (index >= 0 && index < from.day.count) return { day: from.day, index };
    const day = this.rows[this.rows.indexOf(from.day) + Math.sign(step)];
    if (!day || day.count === 0) return undefined;
    const column = from.index % this.columns;
    if (step === 1) return { day, index: 0 };
    if (step === -1) return { day, index: day.count - 1 };
    if (step > 0) return { day, index: Math.min(column, day.count - 1) };
    const last = Math.floor((day.count - 1) / this.columns) * this.columns + column;
    return { day, index: last < day.count ? last : Math.max(0, last - this.columns) };
  }

  private hover(event: PointerEvent): void {
    const cell = (event.target as Element).closest<HTMLElement>(".cell[data-strip]");
    const face = cell?.querySelector<HTMLElement>(".cell-face");
    if (!cell || !face || event.pointerType === "touch") return;
    const { left, width } = face.getBoundingClientRect();
    showStrip(cell, Math.min(0.999, Math.max(0, (event.clientX - left) / width)));
  }

  private leave(event: PointerEvent): void {
    const cell = (event.target as Element).closest<HTMLElement>(".cell[data-strip]");
    if (cell && !cell.contains(event.relatedTarget as Node | null)) hideStrip(cell);
  }
}

customElements.define("bts-library", Library);
