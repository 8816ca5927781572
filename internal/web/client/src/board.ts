import Sortable from "sortablejs";

const mostMoving = 80; // cards: to move more of them aside softly takes longer than a frame

/**
 * <bts-board base="/p/slug/story" back="…"> lets beats be dragged within and between arcs, arcs along the board, and
 * moments onto beats. Each drop is sent as the same form that Move… sends, so that the server has one way for
 * both; what others do meanwhile arrives by the live region, which waits while something is in the hand.
 */
class Board extends HTMLElement {
  private sorters: Sortable[] = [];
  private holding = false;
  private missed = false;
  private moment = "";

  connectedCallback(): void {
    if (!this.querySelector(".add-beat")) return; // may only look
    this.classList.add("can-drag");
    this.sort();
    document.body.addEventListener("htmx:beforeSwap", this.onBeforeSwap);
    document.body.addEventListener("htmx:responseError", this.onRefused);
    document.body.addEventListener("htmx:sendError", this.onRefused);
    document.body.addEventListener("htmx:afterSettle", this.onSettled);
    this.addEventListener("dragstart", this.onDragStart);
    this.addEventListener("dragover", this.onDragOver);
    this.addEventListener("dragleave", this.onDragLeave);
    this.addEventListener("drop", this.onDrop);
    this.addEventListener("dragend", this.onDragEnd);
  }

  disconnectedCallback(): void {
    document.body.removeEventListener("htmx:beforeSwap", this.onBeforeSwap);
    document.body.removeEventListener("htmx:responseError", this.onRefused);
    document.body.removeEventListener("htmx:sendError", this.onRefused);
    document.body.removeEventListener("htmx:afterSettle", this.onSettled);
    this.release();
  }

  private release(): void {
    for (const s of this.sorters) s.destroy();
    this.sorters = [];
  }

  /** sort makes the lists of the board sortable, those that came since as well. */
  private sort(): void {
    this.release();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches || this.querySelectorAll(".beat").length > mostMoving;
    const common: Sortable.Options = {
      animation: still ? 0 : 140,
      ghostClass: "in-hand",
      dragClass: "lifted",
      delay: 120,
      delayOnTouchOnly: true,
      onStart: () => (this.holding = true),
    };
    for (const list of this.querySelectorAll<HTMLElement>("[data-beats]")) {
      const options = { ...common, group: "beats", draggable: ".beat", onEnd: (e: Sortable.SortableEvent) => this.beatDropped(e) };
      this.sorters.push(new Sortable(list, options));
    }
    const arcs = this.querySelector<HTMLElement>(".story-board");
    if (arcs) {
      const options = { ...common, draggable: "[data-arc]", handle: "[data-handle]", onEnd: (e: Sortable.SortableEvent) => this.arcDropped(e) };
      this.sorters.push(new Sortable(arcs, options));
    }
  }

  private beatDropped(e: Sortable.SortableEvent): void {
    const behind = (e.item.previousElementSibling as HTMLElement | null)?.dataset["beat"] ?? "";
    if (e.from === e.to && e.oldIndex === e.newIndex) return this.done();
    this.send(`beats/${e.item.dataset["beat"]}/move`, { arc: e.to.dataset["beats"] ?? "", behind });
  }

  private arcDropped(e: Sortable.SortableEvent): void {
    if (e.oldIndex === e.newIndex) return this.done();
    const behind = (e.item.previousElementSibling as HTMLElement | null)?.dataset["arc"] ?? "";
    this.send(`arcs/${e.item.dataset["arc"]}/move`, { to: behind });
  }

  /**
   * send posts what a form would. The board shows it already; what else came of it comes by the live region. Of the
   * answer only the sentence is shown: putting three hundred cards in place would hold up the next grip.
   */
  private send(path: string, values: Record<string, string>): void {
    void window.htmx.ajax("post", `${this.getAttribute("base")}/${path}`, {
      values: { ...values, back: this.getAttribute("back") ?? "" },
      target: "#content", // whoever asks for it is told what was done
      swap: "none",
      selectOOB: "#toasts:innerHTML,#activity",
    });
    this.done();
  }

  private done(): void {
    this.holding = false;
    if (!this.missed) return;
    this.missed = false;
    document.body.dispatchEvent(new CustomEvent("bts:story"));
  }

  private readonly onBeforeSwap = (event: Event) => {
    if (!this.holding || !this.contains(event.target as Node)) return;
    event.preventDefault();
    this.missed = true;
  };

  /** onRefused shows the board as it is: what was dropped goes back. */
  private readonly onRefused = () => {
    document.body.dispatchEvent(new CustomEvent("bts:story"));
  };

  private readonly onSettled = () => {
    if (!this.holding) this.sort();
  };

  // Moments are dragged by the browser's own means: they never change their place in a list.
  private readonly onDragStart = (event: DragEvent) => {
    const card = (event.target as Element).closest<HTMLElement>("[data-moment]");
    if (!card || !event.dataTransfer) return;
    this.moment = card.dataset["moment"] ?? "";
    this.holding = true;
    event.dataTransfer.effectAllowed = "link";
    event.dataTransfer.setData("text/plain", this.moment);
  };

  private readonly onDragOver = (event: DragEvent) => {
    const beat = this.moment ? (event.target as Element).closest<HTMLElement>(".beat") : null;
    for (const other of this.querySelectorAll(".welcomes")) if (other !== beat) other.classList.remove("welcomes");
    if (!beat) return;
    event.preventDefault();
    beat.classList.add("welcomes");
  };

  private readonly onDragLeave = (event: DragEvent) => {
    if (!this.contains(event.relatedTarget as Node | null)) this.forget();
  };

  private readonly onDrop = (event: DragEvent) => {
    const beat = this.moment ? (event.target as Element).closest<HTMLElement>(".beat") : null;
    if (!beat) return;
    event.preventDefault();
    const moment = this.moment;
    this.forget();
    this.moment = "";
    this.send(`beats/${beat.dataset["beat"]}/tie`, { moment });
  };

  private readonly onDragEnd = () => {
    this.forget();
    if (this.moment) this.done();
    this.moment = "";
  };

  private forget(): void {
    for (const beat of this.querySelectorAll(".welcomes")) beat.classList.remove("welcomes");
  }
}

customElements.define("bts-board", Board);
