/**
 * <bts-transcript> stands beside a <bts-player>: a press on a time jumps there, and what is being said is marked and kept in
 * sight. An address with ?at=SECONDS begins there.
 */
class Transcript extends HTMLElement {
  private stop = new AbortController();
  private spoken: HTMLElement | undefined;

  connectedCallback(): void {
    this.stop = new AbortController();
    const on = { signal: this.stop.signal };
    this.addEventListener("click", (e) => this.clicked(e), on);
    document.addEventListener("timeupdate", (e) => this.follow(e), { ...on, capture: true });
    const at = Number(new URLSearchParams(location.search).get("at"));
    if (at > 0) this.jump(at);
  }

  disconnectedCallback(): void {
    this.stop.abort();
  }

  private get media(): HTMLMediaElement | null {
    return (this.closest("article") ?? document).querySelector<HTMLMediaElement>("bts-player video, bts-player audio");
  }

  private clicked(event: Event): void {
    const cue = (event.target as Element).closest("[data-cue]")?.closest<HTMLElement>("li");
    if (!cue) return;
    this.jump(Number(cue.dataset["from"]));
    this.media?.focus();
  }

  /** jump goes to a time in seconds; a recording that is not read yet goes there when it is. */
  private jump(at: number): void {
    const media = this.media;
    if (!media) return;
    if (media.readyState > 0) media.currentTime = at;
    else media.addEventListener("loadedmetadata", () => (media.currentTime = at), { once: true, signal: this.stop.signal });
    this.mark(at);
  }

  private follow(event: Event): void {
    if (event.target === this.media) this.mark((event.target as HTMLMediaElement).currentTime);
  }

  /** mark shows which cue is spoken. */
  private mark(now: number): void {
    let spoken: HTMLElement | undefined;
    for (const li of this.querySelectorAll<HTMLElement>("[data-cues] > li")) {
      const [from, to] = [Number(li.dataset["from"]), Number(li.dataset["to"])];
      if (from >= 0 && from <= now + 0.05 && (to < 0 || now < to)) spoken = li;
    }
    if (spoken === this.spoken) return;
    this.spoken?.removeAttribute("aria-current");
    this.spoken = spoken;
    spoken?.setAttribute("aria-current", "true");
    const list = spoken?.parentElement;
    if (!spoken || !list) return;
    const top = spoken.offsetTop - list.offsetTop;
    if (top < list.scrollTop || top + spoken.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = top - list.clientHeight / 3;
  }
}

customElements.define("bts-transcript", Transcript);
