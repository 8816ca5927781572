// The cells of one day: those near the view are in the page, of the others only their room.

const chunk = 120; // cells that are asked for at once
const kept = 40; // chunks of a day that are remembered

export interface Place { day: Row; index: number }

/** Row is a day. Its cells have one height, so that where each is follows from its number. */
export class Row {
  readonly key: string;
  count: number;
  private readonly list: HTMLElement;
  private readonly chunks = new Map<number, HTMLElement[]>();
  private readonly asked = new Map<number, Promise<void>>();
  private readonly stale = new Set<number>();
  private shown = ""; // what is in the page: first, last, state

  constructor(readonly section: HTMLElement, private readonly fetchCells: (key: string, from: number, n: number) => Promise<HTMLElement[]>, private readonly fresh: (cells: HTMLElement[]) => void) {
    this.key = section.dataset["day"]!;
    this.count = Number(section.dataset["count"]);
    this.list = section.querySelector<HTMLElement>(".cells")!;
    const given = [...this.list.children] as HTMLElement[];
    const first = Number(given[0]?.dataset["index"] ?? 0);
    if (given.length > 0 && first % chunk === 0) {
      this.chunks.set(first / chunk, given.slice(0, chunk));
      this.fresh(given);
    }
  }

  /** lay gives the day its height. */
  lay(columns: number, high: number, gap: number): void {
    const rows = Math.ceil(this.count / columns);
    this.list.style.height = `${rows * (high + gap) - (rows > 0 ? gap : 0)}px`;
    this.shown = "";
  }

  /** render puts the cells of some rows into the page, and asks for those that are not here. */
  render(columns: number, high: number, gap: number, top: number, bottom: number): void {
    const at = this.list.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor((top - at) / (high + gap))) * columns;
    const last = Math.min(this.count, Math.max(0, Math.ceil((bottom - at) / (high + gap))) * columns);
    if (last <= first) {
      if (this.shown !== "none") this.list.replaceChildren();
      this.shown = "none";
      return;
    }
    for (let c = Math.floor(first / chunk); c * chunk < last; c++) if (!this.chunks.has(c) || this.stale.has(c)) void this.ask(c);
    const state = `${first} ${last} ${[...this.chunks.keys()].join()} ${columns}`;
    if (state === this.shown) return;
    this.shown = state;
    this.list.style.paddingTop = `${(first / columns) * (high + gap)}px`;
    const cells: HTMLElement[] = [];
    for (let i = first; i < last; i++) cells.push(this.cell(i) ?? blank());
    const focused = document.activeElement;
    this.list.replaceChildren(...cells);
    if (focused instanceof HTMLElement && focused !== document.activeElement && this.list.contains(focused)) focused.focus({ preventScroll: true });
  }

  /** cell is the cell with a number, if it is here. */
  cell(index: number): HTMLElement | undefined {
    return this.chunks.get(Math.floor(index / chunk))?.[index % chunk];
  }

  /** have sees to it that a cell is here. */
  async have(index: number): Promise<HTMLElement | undefined> {
    if (!this.cell(index)) await this.ask(Math.floor(index / chunk));
    return this.cell(index);
  }

  /** outdate has cells asked for anew when they are near the view: all, or those of an asset. */
  outdate(id?: string): void {
    for (const [c, cells] of this.chunks) if (!id || cells.some((cell) => cell.dataset["id"] === id)) this.stale.add(c);
    if (!id) this.shown = "";
  }

  /** top is where the row of a cell begins on the screen. */
  top(index: number, columns: number, high: number, gap: number): number {
    return this.list.getBoundingClientRect().top + Math.floor(index / columns) * (high + gap);
  }

  get columns(): number {
    return Math.max(1, getComputedStyle(this.list).gridTemplateColumns.split(" ").length);
  }

  private ask(c: number): Promise<void> {
    let going = this.asked.get(c);
    if (going) return going;
    this.stale.delete(c);
    going = this.fetchCells(this.key, c * chunk, chunk)
      .then((cells) => {
        this.fresh(cells);
        this.chunks.delete(c);
        this.chunks.set(c, cells);
        while (this.chunks.size > kept) this.chunks.delete(this.chunks.keys().next().value!);
        this.shown = "";
        this.section.dispatchEvent(new CustomEvent("bts:cells", { bubbles: true }));
      })
      .catch(() => undefined) // without a connection the room stays; the next look asks again
      .finally(() => this.asked.delete(c));
    this.asked.set(c, going);
    return going;
  }
}

function blank(): HTMLElement {
  const li = document.createElement("li");
  li.className = "cell is-blank";
  return li;
}
