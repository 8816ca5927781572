import type { Fields } from "./cull-queue";

export interface Still {
  id: string; name: string; day: string; time: string; small: string; medium: string; large: string; verdict: string; rating: number; tags: string[]; problem: string; url: string;
}

const page = 500; // stills that are told of at once
const reach = 5; // stills each way that are ready before they are wanted

/** Shelf is the list of stills, and the pictures near the one that is shown, decoded before they are wanted. */
export class Shelf {
  readonly list: Still[] = [];
  private whole = false;
  private loading: Promise<void> | undefined;
  private readonly decided = new Set<string>();
  private readonly by = new Map<string, Still>();
  private readonly pictures = new Map<string, { img: HTMLImageElement; decoded: Promise<void>; done: boolean }>();

  constructor(private readonly url: string) {}

  /** total is how many there are as far as is known. */
  get total(): string { return this.whole ? String(this.list.length) : `${this.list.length}+`; }

  /** load reads the next page of the list. */
  load(): Promise<void> {
    this.loading ??= this.read().finally(() => (this.loading = undefined));
    return this.loading;
  }

  private async read(): Promise<void> {
    // What was decided may have left the filter, so that others moved up: begin earlier by as many, and skip what is known.
    for (let from = Math.max(0, this.list.length - this.decided.size); !this.whole; from += page) {
      const before = this.list.length;
      const url = new URL(this.url, location.href);
      url.searchParams.set("from", String(from));
      url.searchParams.set("n", String(page));
      const answer = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => undefined);
      if (!answer?.ok) return;
      const { assets } = (await answer.json()) as { assets: Still[] };
      for (const still of assets) {
        if (this.by.has(still.id)) continue;
        this.by.set(still.id, still);
        this.list.push(still);
      }
      this.whole = assets.length < page;
      if (this.list.length > before) return;
    }
  }

  /** further reads on when the end of what is here comes near. */
  async further(at: number): Promise<void> {
    if (!this.whole && at > this.list.length - 100) await this.load();
  }

  change(id: string, fields: Fields): void {
    this.decided.add(id);
    const still = this.by.get(id);
    if (still) Object.assign(still, fields);
  }

  counts(): { first: number; second: number; kill: number } {
    const n = { first: 0, second: 0, kill: 0 };
    for (const { verdict } of this.list) if (verdict === "first" || verdict === "second" || verdict === "kill") n[verdict]++;
    return n;
  }

  /** ready is the picture of a still, decoded or on its way. */
  ready(still: Still): { img: HTMLImageElement; decoded: Promise<void>; done: boolean } {
    let p = this.pictures.get(still.id);
    if (!p) {
      const img = new Image();
      img.decoding = "sync";
      img.alt = "";
      img.src = still.medium;
      const fresh = { img, decoded: Promise.resolve(), done: false };
      fresh.decoded = still.medium ? img.decode().then(() => { fresh.done = true; }, () => undefined) : Promise.resolve();
      this.pictures.set(still.id, fresh);
      p = fresh;
    }
    return p;
  }

  /** around readies the stills near one, the nearest first, and lets go of those far away. */
  around(at: number, many: number): void {
    const near = new Set<string>();
    for (let n = 0; n <= reach + many; n++) {
      for (const i of [at + n, at - n]) {
        const still = this.list[i];
        if (!still) continue;
        near.add(still.id);
        this.ready(still);
      }
    }
    for (const id of this.pictures.keys()) if (!near.has(id)) this.pictures.delete(id);
  }
}
