/**
 * <bts-present back="…"> shows a board on the whole screen: the arrows, space and Page keys go from frame to frame, Escape closes.
 * Without script the frames are scrolled.
 */
class Present extends HTMLElement {
  private stop = new AbortController();

  connectedCallback(): void {
    const on = { signal: this.stop.signal };
    document.addEventListener("keydown", (e) => this.key(e), on);
    this.querySelector("[data-full]")?.addEventListener("click", () => void this.full(), on);
    this.querySelector("main")?.addEventListener("click", (e) => this.step((e as MouseEvent).clientX < innerWidth / 3 ? -1 : 1), on);
    this.querySelector<HTMLElement>("main")?.focus();
  }

  disconnectedCallback(): void {
    this.stop.abort();
  }

  private async full(): Promise<void> {
    await this.requestFullscreen?.().catch(() => undefined);
    this.querySelector<HTMLElement>("main")?.focus();
  }

  private key(e: KeyboardEvent): void {
    if (e.ctrlKey || e.metaKey || e.altKey || (e.target as Element).matches("a, button")) {
      if (e.key !== "Escape") return;
    }
    const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -Infinity, End: Infinity };
    if (e.key === "Escape" && !document.fullscreenElement) location.assign(this.getAttribute("back") ?? "/");
    const step = steps[e.key];
    if (step === undefined) return;
    e.preventDefault();
    this.step(step);
  }

  private step(by: number): void {
    const slides = [...this.querySelectorAll<HTMLElement>(".slide")];
    const now = slides.findIndex((s) => s.getBoundingClientRect().bottom > innerHeight / 2);
    const next = slides[Math.min(Math.max((now < 0 ? slides.length - 1 : now) + by, 0), slides.length - 1)];
    next?.scrollIntoView({ behavior: "instant", block: "start" });
  }
}

customElements.define("bts-present", Present);
