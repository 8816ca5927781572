/** One thing that can be gone to. */
interface Entry { text: string; hint: string; href: string }

/**
 * <bts-palette src="…"> holds a <dialog> with a search field and a list. Ctrl-K opens it. It offers
 * the links of the frame, those of the rows on the page, and what src answers to ?q= with, if it is
 * set (days, scenes, moments, people): [{"text","hint","href"}]. Without script the search field in the top bar searches moments.
 */
class Palette extends HTMLElement {
  private entries: Entry[] = [];
  private found: Entry[] = [];
  private at = 0;

  connectedCallback(): void {
    document.addEventListener("keydown", this.onKey);
    const { field } = this.parts();
    field?.addEventListener("input", () => {
      this.at = 0;
      void this.search();
    });
    field?.addEventListener("keydown", (event) => this.steer(event));
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.onKey);
  }

  private readonly onKey = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.open();
  };

  private parts() {
    return {
      dialog: this.querySelector("dialog"),
      field: this.querySelector("input"),
      list: this.querySelector<HTMLElement>("[role=listbox]"),
      none: this.querySelector<HTMLElement>(".palette-none"),
    };
  }

  private open(): void {
    const { dialog, field } = this.parts();
    if (!dialog || !field || dialog.open) return;
    this.entries = readLinks();
    field.value = "";
    this.at = 0;
    dialog.showModal();
    void this.search();
  }

  private query(): string {
    return this.parts().field?.value.trim().toLowerCase() ?? "";
  }

  private async search(): Promise<void> {
    const query = this.query();
    const here = this.entries.filter((entry) => matches(entry, query));
    const src = this.getAttribute("src");
    const asks = src !== null && src !== "" && query !== "";
    this.show(here, !asks);
    if (!asks) return;
    await new Promise((rest) => setTimeout(rest, 120)); // while somebody types, only the last word is asked for
    if (query !== this.query()) return;
    const url = new URL(src, location.href);
    url.searchParams.set("q", query);
    const answer = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
    if (query !== this.query()) return;
    const there = answer?.ok ? ((await answer.json()) as Entry[]) : [];
    const known = new Set(here.map((entry) => entry.href));
    this.show([...here, ...there.filter((entry) => !known.has(new URL(entry.href, location.href).href))], true);
  }

  /** show lists the entries; over says that no more will come. What is marked stays marked. */
  private show(entries: Entry[], over: boolean): void {
    this.found = entries.slice(0, 14);
    if (this.at >= this.found.length) this.at = 0;
    const { list, none } = this.parts();
    list?.replaceChildren(...this.found.map((entry, i) => option(entry, i)));
    if (none) none.hidden = !over || this.found.length > 0;
    this.mark();
  }

  private steer(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && this.found.length > 0) {
      this.at = (this.at + step + this.found.length) % this.found.length;
      this.mark();
      event.preventDefault();
    } else if (event.key === "Enter") {
      event.preventDefault();
      const entry = this.found[this.at];
      if (entry) this.go(entry);
    }
  }

  private go(entry: Entry): void {
    this.parts().dialog?.close(); // an address on this page only scrolls
    location.assign(entry.href);
  }

  private mark(): void {
    const { list, field } = this.parts();
    list?.querySelectorAll("[role=option]").forEach((item, i) => {
      item.setAttribute("aria-selected", String(i === this.at));
      if (i === this.at) item.scrollIntoView({ block: "nearest" });
    });
    field?.setAttribute("aria-activedescendant", this.found.length > 0 ? `palette-${this.at}` : "");
  }
}

function matches(entry: Entry, query: string): boolean {
  const text = `${entry.text} ${entry.hint}`.toLowerCase();
  return query.split(/\s+/).every((word) => text.includes(word));
}

function readLinks(): Entry[] {
  const seen = new Set<string>();
  const entries: Entry[] = [];
  for (const link of document.querySelectorAll<HTMLAnchorElement>("[data-place], [data-row] a[href]")) {
    const text = (link.dataset["place"] || link.textContent || "").replace(/\s+/g, " ").trim();
    if (!text || seen.has(link.href)) continue;
    seen.add(link.href);
    entries.push({ text, hint: link.dataset["hint"] ?? "", href: link.href });
  }
  return entries;
}

function option(entry: Entry, i: number): HTMLElement {
  const link = document.createElement("a");
  link.href = entry.href;
  link.id = `palette-${i}`;
  link.setAttribute("role", "option");
  link.tabIndex = -1;
  const hint = document.createElement("span");
  hint.textContent = entry.hint;
  link.append(entry.text, hint);
  return link;
}

customElements.define("bts-palette", Palette);
