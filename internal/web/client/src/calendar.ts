import { onPaper } from "./paper";

/**
 * <bts-calendar moves tries="/api/…/plan/bookings" sends="/p/slug/calendar/bookings" back="…"> lets bookings be taken
 * up and put elsewhere: along a day, into somebody else's lane, onto another day, or out of the list of what is not
 * booked. While something is in the hand the server is asked what would be there, and the ghost says what stands
 * against it and why. A drop is sent as the same form that Move… sends.
 */
interface Chance { date: string; from: string; to: string }
interface Answer { free: boolean; clashes: { text: string }[]; notes: string[]; ground: Chance[]; now: { start: string; end: string; place: string; team: string[] } | null }

/** Aim is where something would be put. */
interface Aim { date: string; at: string; member: string; spot: Landing }

/** Landing is somewhere to put something, as it was measured when it was taken up. */
interface Landing { box: DOMRect; date: string; from: number; to: number; member: string; mark: HTMLElement; timed: boolean }

const step = 5; // minutes
const still = 5; // pixels that a hand may tremble
const hold = 260; // milliseconds that a finger rests before it takes up
const pause = 50; // milliseconds between a move and its question

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}${minutes >= 1440 ? "+1" : ""}`;

class Calendar extends HTMLElement {
  private held: HTMLElement | undefined; // pressed, perhaps not yet taken up
  private taken = false;
  private start = { x: 0, y: 0 };
  private pointer = { x: 0, y: 0 };
  private grip = 0; // minutes between the booking's begin and the pointer
  private origin = "";
  private ghost: HTMLElement | undefined;
  private spots: Landing[] = [];
  private aim: Aim | undefined;
  private answer: Answer | undefined;
  private asking: AbortController | undefined;
  private timer = 0;
  private frame = 0;
  private missed = false;

  connectedCallback(): void {
    if (!this.hasAttribute("moves")) return;
    this.addEventListener("pointerdown", this.onDown);
    this.addEventListener("dragstart", (event) => event.preventDefault());
    this.addEventListener("click", this.onClick, true);
    document.body.addEventListener("htmx:beforeSwap", this.onBeforeSwap);
  }

  disconnectedCallback(): void {
    this.end();
    document.body.removeEventListener("htmx:beforeSwap", this.onBeforeSwap);
  }

  private readonly onDown = (event: PointerEvent) => {
    const booking = (event.target as Element).closest<HTMLElement>("[data-booking]");
    if (!booking || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    this.held = booking;
    this.start = this.pointer = { x: event.clientX, y: event.clientY };
    window.addEventListener("pointermove", this.onMove);
    window.addEventListener("pointerup", this.onUp);
    window.addEventListener("pointercancel", this.onCancel);
    window.addEventListener("keydown", this.onKey, true);
    if (event.pointerType === "touch") {
      window.addEventListener("touchmove", this.onTouch, { passive: false });
      this.timer = window.setTimeout(() => this.takeUp(), hold);
    }
  };

  private readonly onMove = (event: PointerEvent) => {
    this.pointer = { x: event.clientX, y: event.clientY };
    if (!this.taken) {
      if (Math.hypot(this.pointer.x - this.start.x, this.pointer.y - this.start.y) < still) return;
      if (event.pointerType === "touch") return this.end(); // scrolls
      this.takeUp();
    }
    this.frame ||= requestAnimationFrame(this.draw);
  };

  private readonly onTouch = (event: TouchEvent) => {
    if (this.taken) event.preventDefault();
  };

  private readonly onSelect = (event: Event) => event.preventDefault();

  private takeUp(): void {
    if (!this.held || this.taken) return;
    this.taken = true;
    this.measure();
    const spot = this.spotAt(this.start.x, this.start.y);
    this.origin = this.held.closest<HTMLElement>("[data-member]")?.dataset["member"] ?? "";
    const box = this.held.querySelector("svg")?.getBoundingClientRect() ?? this.held.getBoundingClientRect();
    this.grip = spot?.timed && this.origin ? this.minutesAt(spot, this.start.x) - this.minutesAt(spot, box.left) : 0;
    this.ghost = document.createElement("div");
    this.ghost.className = "cal-ghost";
    this.ghost.innerHTML = "<b></b><span class=mono></span><span class=cal-why></span>";
    this.ghost.querySelector("b")!.textContent = this.held.querySelector("text, b")?.textContent?.trim() ?? "";
    document.body.append(this.ghost);
    window.addEventListener("selectstart", this.onSelect); // no style of the body's: all cells would inherit it
    this.held.setAttribute("data-held-up", "");
    window.addEventListener("scroll", this.measure, true);
    void this.ask({ off: this.origin === "" && !this.held.closest("td") }).then((a) => a && this.showGround(a.ground));
    this.frame ||= requestAnimationFrame(this.draw);
  }

  /** measure notes where things can be put. It is done once, and again when the page scrolls: not at every move. */
  private readonly measure = () => {
    this.spots = [];
    for (const row of this.querySelectorAll<HTMLElement>(".cal-row[data-member]:not(.cal-hours)")) {
      const day = row.closest<HTMLElement>("[data-date]");
      const line = row.querySelector(".cal-line");
      if (!day || !line) continue;
      const edge = row.getBoundingClientRect(), along = line.getBoundingClientRect();
      this.spots.push({
        box: new DOMRect(along.x, edge.y, along.width, edge.height), date: day.dataset["date"]!, from: Number(day.dataset["from"]), to: Number(day.dataset["to"]),
        member: row.dataset["member"] ?? "", mark: row, timed: true,
      });
    }
    const grid = this.querySelector(".cal-scroll")?.getBoundingClientRect();
    for (const head of grid ? this.querySelectorAll<HTMLElement>("th[data-date]") : []) {
      const box = head.getBoundingClientRect();
      if (box.right < grid!.left || box.left > grid!.right) continue;
      this.spots.push({ box: new DOMRect(box.x, grid!.y, box.width, grid!.height), date: head.dataset["date"]!, from: 0, to: 0, member: "", mark: head, timed: false });
    }
  };

  private spotAt(x: number, y: number): Landing | undefined {
    return this.spots.find((s) => x >= s.box.left && x < s.box.right && y >= s.box.top && y < s.box.bottom);
  }

  private minutesAt(spot: Landing, x: number): number {
    return spot.from + ((x - spot.box.left) / spot.box.width) * (spot.to - spot.from);
  }

  private readonly draw = () => {
    this.frame = 0;
    if (!this.taken || !this.ghost) return;
    const { x, y } = this.pointer;
    this.ghost.style.transform = `translate(${Math.min(x + 14, innerWidth - 350)}px, ${Math.min(y + 16, innerHeight - 110)}px)`;
    this.drift(x, y);
    const spot = this.spotAt(x, y);
    const at = spot?.timed ? clock(Math.max(0, Math.round((this.minutesAt(spot, x) - this.grip) / step) * step)) : "";
    if (spot?.date === this.aim?.date && at === this.aim?.at && spot?.member === this.aim?.member) return;
    this.aim?.spot.mark.classList.remove("aimed");
    spot?.mark.classList.add("aimed");
    this.aim = spot && { date: spot.date, at, member: spot.member, spot };
    this.answer = undefined;
    this.tell();
    clearTimeout(this.timer);
    if (this.aim) this.timer = window.setTimeout(() => void this.askAim(), pause);
  };

  /** drift scrolls when the hand is at an edge. */
  private drift(x: number, y: number): void {
    const grid = this.querySelector<HTMLElement>(".cal-scroll");
    const box = grid?.getBoundingClientRect();
    if (grid && box && y > box.top && y < box.bottom) {
      const by = x > box.right - 48 ? 14 : x < box.left + 168 && x > box.left ? -14 : 0;
      if (by !== 0) grid.scrollLeft += by;
      if (by !== 0) this.frame ||= requestAnimationFrame(this.draw);
    }
    const down = y > innerHeight - 40 ? 12 : y < 70 ? -12 : 0;
    if (down !== 0 && !grid) {
      window.scrollBy(0, down);
      this.frame ||= requestAnimationFrame(this.draw);
    }
  }

  /** wanted is the aim as the server takes it. In another's lane that person takes the part of the one it came from. */
  private wanted(aim: Aim): { day: string; at?: string; team?: string[] } {
    const team = (this.held?.dataset["team"] ?? "").split(",").filter(Boolean);
    const whom = aim.member && aim.member !== this.origin ? aim.member : "";
    if (whom && team.length > 0 && !team.includes(whom)) team[Math.max(0, team.indexOf(this.origin))] = whom;
    return { day: aim.date, ...(aim.at && { at: aim.at }), ...(whom && team.length > 0 && { team }) };
  }

  private async askAim(): Promise<void> {
    const aim = this.aim;
    if (!aim) return;
    const answer = await this.ask(this.wanted(aim));
    if (!answer || aim !== this.aim || !this.taken) return;
    this.answer = answer;
    this.showGround(answer.ground);
    this.tell();
    const says = this.querySelector("[data-cal-says]");
    if (says) says.textContent = this.words();
  }

  /** ask asks what would be. A newer question ends the one before. */
  private async ask(body: object): Promise<Answer | undefined> {
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    try {
      const reply = await fetch(`${this.getAttribute("tries")}/${this.held?.dataset["booking"]}/try`, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal: asking.signal,
      });
      return reply.ok ? ((await reply.json()) as Answer) : undefined;
    } catch {
      return undefined; // another was asked, or there is no connection: the drop will tell
    }
  }

  private words(): string {
    const now = this.answer?.now;
    const when = now ? `${now.start.slice(11, 16)}–${now.end.slice(11, 16)}` : (this.aim?.at ?? "");
    const why = this.answer?.clashes.map((c) => c.text).join(" ") || this.answer?.notes.join(" ") || "";
    return [when, this.answer?.free ? "Free." : "", why].filter(Boolean).join(" ");
  }

  /** tell writes on the ghost what is known. */
  private tell(): void {
    const ghost = this.ghost;
    if (!ghost) return;
    ghost.className = `cal-ghost ${this.answer ? (this.answer.free ? "free" : "clash") : ""}`;
    const now = this.answer?.now;
    const date = this.aim ? new Date(`${this.aim.date}T12:00:00`).toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short" }) : "";
    const times = now ? `${now.start.slice(11, 16)}–${now.end.slice(11, 16)}` : (this.aim?.at ?? "");
    ghost.querySelector(".mono")!.textContent = this.aim ? `${date} ${times}` : "Back to where it was";
    const clashes = this.answer?.clashes ?? [];
    const more = clashes.length > 2 ? ` And ${clashes.length - 2} more.` : "";
    ghost.querySelector(".cal-why")!.textContent = clashes.slice(0, 2).map((c) => c.text).join(" ") + more || (this.answer?.notes.join(" ") ?? "");
  }

  /** showGround shades when and where it can be at all. */
  private showGround(ground: Chance[]): void {
    if (!this.taken || this.querySelector(".cal-ground, .welcomes")) return;
    for (const chance of ground) {
      this.querySelector(`th[data-date="${chance.date}"]`)?.classList.add("welcomes");
      const day = this.querySelector<HTMLElement>(`.cal-day[data-date="${chance.date}"]`);
      const lanes = day?.querySelector<HTMLElement>(".cal-lanes");
      const line = lanes?.querySelector(".cal-line")?.getBoundingClientRect();
      if (!day || !lanes || !line) continue;
      const midnight = chance.date;
      const minutes = (t: string) => Number(t.slice(11, 13)) * 60 + Number(t.slice(14, 16)) + (t.slice(0, 10) > midnight ? 1440 : 0);
      const from = Number(day.dataset["from"]), span = Number(day.dataset["to"]) - from;
      const left = line.left - lanes.getBoundingClientRect().left;
      const shade = document.createElement("div");
      shade.className = "cal-ground";
      shade.style.left = `${left + (Math.max(0, minutes(chance.from) - from) / span) * line.width}px`;
      shade.style.width = `${(Math.min(span, minutes(chance.to) - from) - Math.max(0, minutes(chance.from) - from)) / span * line.width}px`;
      lanes.append(shade);
    }
  }

  private readonly onUp = () => {
    const { aim, answer, held, taken } = this;
    if (!taken || !held) return this.end();
    const id = held.dataset["booking"]!;
    if (aim && answer && !answer.free) {
      this.refuse(answer);
    } else if (aim) {
      const { day, at, team } = this.wanted(aim);
      void window.htmx.ajax("post", `${this.getAttribute("sends")}/${id}`, {
        values: { day, at: at ?? "", team: team ?? [], back: this.getAttribute("back") ?? "" },
        target: "#content", select: "#content", swap: "morph:outerHTML show:none", selectOOB: "#toasts:innerHTML,#activity",
      });
    }
    held.setAttribute("data-dropped", ""); // the click that follows opens nothing
    setTimeout(() => held.removeAttribute("data-dropped"), 300);
    this.end();
  };

  /** refuse says why it goes back. */
  private refuse(answer: Answer): void {
    const toast = document.createElement("bts-toast");
    toast.className = "toast";
    toast.dataset["kind"] = "bad";
    const words = document.createElement("p");
    words.textContent = "It stays where it was. " + answer.clashes.map((c) => c.text).join(" ");
    toast.append(words);
    document.querySelector("#toasts")?.replaceChildren(toast);
  }

  private readonly onCancel = () => this.end();

  private readonly onKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !this.taken) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.held?.setAttribute("data-dropped", "");
    const held = this.held;
    setTimeout(() => held?.removeAttribute("data-dropped"), 300);
    this.end();
  };

  private readonly onClick = (event: MouseEvent) => {
    if (!(event.target as Element).closest("[data-dropped]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  /** end lets go of everything. */
  private end(): void {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.asking?.abort();
    window.removeEventListener("pointermove", this.onMove);
    window.removeEventListener("pointerup", this.onUp);
    window.removeEventListener("pointercancel", this.onCancel);
    window.removeEventListener("keydown", this.onKey, true);
    window.removeEventListener("touchmove", this.onTouch);
    window.removeEventListener("scroll", this.measure, true);
    this.ghost?.remove();
    this.ghost = undefined;
    this.aim?.spot.mark.classList.remove("aimed");
    this.aim = undefined;
    this.answer = undefined;
    window.removeEventListener("selectstart", this.onSelect);
    this.held?.removeAttribute("data-held-up");
    for (const shade of this.querySelectorAll(".cal-ground")) shade.remove();
    for (const head of this.querySelectorAll(".welcomes")) head.classList.remove("welcomes");
    this.held = undefined;
    this.taken = false;
    if (!this.missed) return;
    this.missed = false;
    document.body.dispatchEvent(new CustomEvent("bts:plan"));
  }

  /** onBeforeSwap keeps the ground still while something is in the hand. */
  private readonly onBeforeSwap = (event: Event) => {
    if (!this.taken || !this.contains(event.target as Node)) return;
    event.preventDefault();
    this.missed = true;
  };
}

onPaper();
customElements.define("bts-calendar", Calendar);
