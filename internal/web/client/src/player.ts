import { paint } from "./library-strip";
import { add, frameAt, known, text, timeOf, type Rate } from "./timecode";
import { draw, shape } from "./wave";

const speeds = [1, 2, 4, 8];

const help = "J K L back, stop, play; again for faster · , . one frame · I O in and out · M mark · Space play · ← → a second · ? keys";

/**
 * <bts-player num="25" den="1" start="90000" …> gives a film or sound the hands of an editing room: J K L, single frames, in and out,
 * marks that jump, timecode as the camera counted it. Without it the browser's own controls remain.
 */
class Player extends HTMLElement {
  private media: HTMLMediaElement | null = null;
  private rate: Rate = { num: 0, den: 0 };
  private speed = 0; // below zero backwards
  private back = 0; // of the steps backwards
  private pointIn: number | undefined;
  private clock: HTMLOutputElement | undefined;
  private line: HTMLElement | undefined;
  private stop = new AbortController();

  connectedCallback(): void {
    this.stop = new AbortController();
    this.rate = { num: Number(this.getAttribute("num")), den: Number(this.getAttribute("den")) };
    const on = { signal: this.stop.signal };
    this.enhance();
    document.addEventListener("keydown", (e) => this.key(e), { ...on, capture: true });
    document.body.addEventListener("htmx:afterSettle", () => this.enhance(), on);
    this.addEventListener("click", (e) => this.clicked(e), on);
  }

  disconnectedCallback(): void {
    this.stop.abort();
    clearInterval(this.back);
  }

  /** enhance puts our controls in the place of the browser's; once more after the page was refreshed. */
  private enhance(): void {
    this.media = this.querySelector("video, audio");
    const bar = this.querySelector<HTMLElement>("[data-bar]");
    if (!this.media || !bar || (!bar.hidden && bar.childElementCount > 0)) return;
    this.media.controls = false;
    bar.hidden = false;
    bar.replaceChildren(this.track(), this.buttons());
    for (const name of ["timeupdate", "seeked", "loadedmetadata", "play", "pause", "ratechange"]) this.media.addEventListener(name, () => this.show(), { signal: this.stop.signal });
    this.media.addEventListener("click", () => this.toggle(), { signal: this.stop.signal });
    this.follow();
    this.show();
  }

  private track(): HTMLElement {
    const track = document.createElement("div");
    track.className = "player-track";
    const slider = document.createElement("input");
    slider.type = "range";
    slider.min = "0";
    slider.max = String(Math.max(1, this.length - 1));
    slider.setAttribute("aria-label", "Place in the recording");
    slider.addEventListener("input", () => this.seek(Number(slider.value)));
    slider.addEventListener("pointermove", (e) => this.preview(track, e));
    slider.addEventListener("pointerleave", () => track.querySelector(".player-preview")?.remove());
    track.append(slider);
    if (this.getAttribute("wave")) {
      const canvas = document.createElement("canvas");
      canvas.setAttribute("aria-hidden", "true");
      track.prepend(canvas);
      void shape(this.getAttribute("wave")!).then((wave) => wave && draw(canvas, wave));
    }
    for (const li of this.querySelectorAll<HTMLElement>("[data-marks] li")) {
      const flag = document.createElement("i");
      const [first, last] = [Number(li.dataset["in"]), Number(li.dataset["out"])];
      flag.style.left = `${(first / this.length) * 100}%`;
      flag.style.width = `${Math.max(0.3, ((last - first) / this.length) * 100)}%`;
      track.append(flag);
    }
    this.line = track;
    return track;
  }

  private buttons(): HTMLElement {
    const row = document.createElement("div");
    row.className = "player-row";
    this.clock = document.createElement("output");
    this.clock.className = "player-clock mono";
    this.clock.setAttribute("aria-label", "Timecode");
    row.append(this.clock);
    const button = (words: string, label: string, does: () => void) => {
      const b = document.createElement("button");
      b.type = "button";
      b.className = "button small";
      b.textContent = words;
      b.setAttribute("aria-label", label);
      b.addEventListener("click", does);
      row.append(b);
      return b;
    };
    button("J", "Play backwards", () => this.shuttle(-1));
    button("‹", "One frame back", () => this.step(-1));
    button("▶", "Play or stop", () => this.toggle()).dataset["play"] = "";
    button("›", "One frame on", () => this.step(1));
    button("L", "Play faster", () => this.shuttle(1));
    if (this.querySelector("[data-mark-form]")) {
      button("I", "Set in", () => this.setIn());
      button("O", "Set out", () => this.setOut());
      button("M", "Mark this place", () => this.mark());
    }
    button("?", "Keys of the player", () => this.help());
    const speed = document.createElement("span");
    speed.className = "player-speed dim";
    speed.setAttribute("role", "status");
    row.append(speed);
    const words = document.createElement("p");
    words.className = "player-help fine";
    words.hidden = true;
    words.textContent = help;
    row.append(words);
    return row;
  }

  /** length is the last place: frames, or thousandths of a second where there are none. */
  private get length(): number {
    const seconds = Number(this.getAttribute("seconds")) || this.media?.duration || 0;
    return known(this.rate) ? frameAt(seconds, this.rate) : Math.round(seconds * 1000);
  }

  private get now(): number {
    const at = this.media?.currentTime ?? 0;
    return known(this.rate) ? frameAt(at, this.rate) : Math.round(at * 1000);
  }

  private seek(place: number): void {
    if (!this.media) return;
    const at = Math.min(Math.max(0, place), Math.max(0, this.length - 1));
    this.media.currentTime = known(this.rate) ? timeOf(at, this.rate) : at / 1000;
    this.show(at);
  }

  private step(frames: number): void {
    this.shuttle(0);
    this.seek(this.now + (known(this.rate) ? frames : frames * 40));
  }

  private toggle(): void {
    if (this.speed !== 0 || !this.media?.paused) this.shuttle(0);
    else this.shuttle(1);
  }

  /** shuttle plays in a direction, each time faster; 0 stops. Backwards is a row of steps: browsers play forwards alone. */
  private shuttle(way: number): void {
    const media = this.media;
    if (!media) return;
    clearInterval(this.back);
    const faster = speeds[Math.min(speeds.length - 1, speeds.indexOf(Math.abs(this.speed)) + 1)]!;
    this.speed = way === 0 ? 0 : Math.sign(this.speed) === way ? way * faster : way;
    if (this.speed > 0) {
      media.playbackRate = this.speed;
      void media.play().catch(() => (this.speed = 0));
    } else {
      media.pause();
      media.playbackRate = 1;
      if (this.speed < 0) {
        let from = performance.now();
        let at = media.currentTime;
        this.back = window.setInterval(() => {
          const t = performance.now();
          at = Math.max(0, at + ((t - from) / 1000) * this.speed);
          from = t;
          if (!media.seeking) media.currentTime = at;
          if (at === 0) this.shuttle(0);
        }, 60);
      }
    }
    this.show();
  }

  /** follow shows the timecode of each frame as it is painted. */
  private follow(): void {
    const film = this.media;
    if (!(film instanceof HTMLVideoElement) || !("requestVideoFrameCallback" in film)) return;
    const next = () => film.requestVideoFrameCallback((_, { mediaTime }) => {
      if (this.stop.signal.aborted) return;
      if (known(this.rate)) this.show(frameAt(mediaTime + 0.0005, this.rate));
      next();
    });
    next();
  }

  private code(place: number): string {
    if (known(this.rate)) return text(add({ frame: Number(this.getAttribute("start")), rate: this.rate, drop: this.hasAttribute("drop") }, place));
    const two = (n: number) => String(Math.floor(n)).padStart(2, "0");
    return `${two(place / 3_600_000)}:${two((place / 60_000) % 60)}:${two((place / 1000) % 60)}.${String(place % 1000).padStart(3, "0")}`;
  }

  private show(place = this.now): void {
    if (this.clock) this.clock.value = this.code(place);
    this.dataset["place"] = String(place);
    const slider = this.line?.querySelector("input");
    if (slider && !slider.matches(":active")) slider.value = String(place);
    slider?.setAttribute("aria-valuetext", this.code(place));
    const moving = this.speed !== 0 || this.media?.paused === false;
    const play = this.querySelector("[data-play]");
    if (play) play.textContent = moving ? "❚❚" : "▶";
    const speed = this.querySelector(".player-speed");
    const words = !moving ? "" : `${this.speed < 0 ? "back " : ""}${Math.abs(this.speed || 1)}×`;
    if (speed && speed.textContent !== words) speed.textContent = words;
  }

  private preview(track: HTMLElement, event: PointerEvent): void {
    const strip = this.getAttribute("strip");
    if (!strip) return;
    const { left, width } = track.getBoundingClientRect();
    const part = Math.min(0.999, Math.max(0, (event.clientX - left) / width));
    let over = track.querySelector<HTMLElement>(".player-preview");
    if (!over) {
      over = document.createElement("span");
      over.className = "player-preview";
      track.append(over);
    }
    const frames = Math.max(1, Number(this.getAttribute("frames")));
    paint(over, strip, frames, Math.max(1, Number(this.getAttribute("columns"))), Math.floor(part * frames));
    over.style.left = `${part * 100}%`;
  }

  private field(name: string): HTMLInputElement | null { return this.querySelector(`[data-mark-form] [name=${name}]`); }

  private setIn(): void {
    this.pointIn = this.now;
    const field = this.field("in");
    if (field) field.value = this.code(this.now);
  }

  private setOut(): void {
    const [first, out] = [this.field("in"), this.field("out")];
    if (!first || !out) return;
    if (this.pointIn === undefined || this.pointIn > this.now) this.setIn();
    out.value = this.code(this.now);
    this.field("text")?.focus();
  }

  /** mark notes this place at once; words can be added by the form. */
  private mark(): void {
    const form = this.querySelector<HTMLFormElement>("[data-mark-form]");
    const [first, out] = [this.field("in"), this.field("out")];
    if (!form || !first || !out) return;
    first.value = this.code(this.now);
    out.value = "";
    form.requestSubmit();
  }

  private help(): void {
    const words = this.querySelector<HTMLElement>(".player-help");
    if (words) words.hidden = !words.hidden;
  }

  private clicked(event: Event): void {
    const li = (event.target as Element).closest("[data-jump]")?.closest<HTMLElement>("li");
    if (!li) return;
    this.shuttle(0);
    this.seek(Number(li.dataset["in"]));
    this.media?.focus();
  }

  private key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (!this.media || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (target.matches?.("input:not([type=range]), textarea, select") || (event.key === " " && target.matches?.("button, a, summary"))) return;
    const can = this.querySelector("[data-mark-form]") !== null;
    const acts: Record<string, () => void> = {
      j: () => this.shuttle(-1), k: () => this.shuttle(0), l: () => this.shuttle(1), ",": () => this.step(-1), ".": () => this.step(1), " ": () => this.toggle(), "?": () => this.help(),
      ArrowLeft: () => this.seek(this.now - this.second), ArrowRight: () => this.seek(this.now + this.second),
      ...(can ? { i: () => this.setIn(), o: () => this.setOut(), m: () => this.mark() } : {}),
    };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  }

  private get second(): number { return known(this.rate) ? Math.round(this.rate.num / this.rate.den) : 1000; }
}

customElements.define("bts-player", Player);
