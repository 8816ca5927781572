import Sortable from "sortablejs";
import { keepOffline } from "./offline";
import { newId, note, send, waiting, type Operation } from "./queue";
import { say } from "./say";

/**
 * <bts-frames base="/p/slug/frames" back="…" moment="…" sync="…" plans="…"> lets the frames of a board be dragged, takes pictures that are
 * dropped or pasted anywhere on the page or taken with the camera, and shows what waits on this device for the network. Dropping
 * a frame sends the same form that Move… sends.
 */
class Frames extends HTMLElement {
  private sorter: Sortable | undefined;
  private stop = new AbortController();

  connectedCallback(): void {
    const on = { signal: this.stop.signal };
    document.addEventListener("bts:waiting", () => void this.mark(), on);
    window.addEventListener("online", () => void this.flush(), on);
    void this.flush();
    const form = document.querySelector<HTMLFormElement>("form[data-pictures]");
    if (!form) return; // may only look
    this.classList.add("can-drag");
    this.sort();
    document.body.addEventListener("htmx:afterSettle", () => { this.sort(); void this.mark(); }, on);
    document.body.addEventListener("htmx:responseError", this.onRefused, on);
    document.body.addEventListener("htmx:sendError", this.onRefused, on);
    const board = this.getAttribute("moment") ?? "";
    const links = [...this.querySelectorAll<HTMLAnchorElement>("a.frame-thumb")].map((a) => a.href);
    const plans = (this.getAttribute("plans") ?? "").split(" ").filter(Boolean);
    void keepOffline(`${location.pathname}/blank`, ...plans, ...links.slice(0, 24));
    document.querySelector("form[data-new-frame]")?.addEventListener("submit", (e) => {
      if (navigator.onLine) return;
      e.preventDefault();
      const id = newId();
      const fields = board === "loose" ? {} : { moment: board };
      void note(this.sync, id, { new: true, fields }).then(() => location.assign(this.drawing(id)));
    }, on);
    const files = form.querySelector<HTMLInputElement>("input[name=picture]")!;
    const bring = (list: Iterable<File>) => {
      const pictures = [...list].filter((f) => f.type.startsWith("image/"));
      if (pictures.length === 0) return;
      const box = new DataTransfer();
      for (const f of pictures) box.items.add(f);
      files.files = box.files;
      form.requestSubmit();
    };
    document.addEventListener("paste", (e) => bring(e.clipboardData?.files ?? []), on);
    document.addEventListener("dragover", (e) => e.dataTransfer?.types.includes("Files") && e.preventDefault(), on);
    document.addEventListener("drop", (e) => {
      if (!e.dataTransfer?.files.length) return;
      e.preventDefault();
      e.stopImmediatePropagation();
      bring(e.dataTransfer.files);
    }, { ...on, capture: true });
    const camera = form.querySelector<HTMLInputElement>("[data-camera]");
    form.querySelector("[data-shoot]")?.addEventListener("click", () => camera?.click(), on);
    camera?.addEventListener("change", () => bring(camera.files ?? []), on);
  }

  disconnectedCallback(): void {
    this.stop.abort();
    this.sorter?.destroy();
  }

  private sort(): void {
    this.sorter?.destroy();
    const list = this.querySelector<HTMLElement>("[data-frames]");
    if (!list) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.sorter = new Sortable(list, {
      animation: still ? 0 : 140, draggable: "[data-frame]", ghostClass: "in-hand", dragClass: "lifted", delay: 120, delayOnTouchOnly: true,
      onEnd: (e) => e.oldIndex !== e.newIndex && this.dropped(e.item),
    });
  }

  private dropped(card: HTMLElement): void {
    const behind = (card.previousElementSibling as HTMLElement | null)?.dataset["frame"] ?? "";
    void window.htmx.ajax("post", `${this.getAttribute("base")}/${card.dataset["frame"]}/move`, {
      values: { to: behind, back: this.getAttribute("back") ?? "" },
      target: "#content", swap: "none", selectOOB: "#toasts:innerHTML,#activity",
    });
  }

  /** onRefused shows the board as it is: what was dropped goes back. */
  private readonly onRefused = () => {
    document.body.dispatchEvent(new CustomEvent("bts:boards"));
  };

  private get sync(): string { return this.getAttribute("sync") ?? ""; }

  private async flush(): Promise<void> {
    try {
      for (const o of await send(this.sync)) if (o.state === "refused") say(o.message, "bad");
    } catch {
      // no connection: it stays on this device
    }
    await this.mark();
  }

  private drawing(id: string): string {
    return `${this.getAttribute("base")}/${id}/draw?board=${encodeURIComponent(this.getAttribute("moment") ?? "")}`;
  }

  /** show adds the card of a frame that was made on this device and has no page yet. */
  private show(op: Operation): void {
    const board = this.getAttribute("moment") ?? "";
    if (!op.new || (op.fields["moment"] ?? "loose") !== board || this.querySelector(`[data-frame="${CSS.escape(op.object)}"]`)) return;
    const card = document.createElement("li");
    card.className = "frame-card";
    card.dataset["frame"] = op.object;
    card.dataset["madeHere"] = "";
    const words = document.createElement("div");
    words.className = "frame-words";
    const link = document.createElement("a");
    link.href = this.drawing(op.object);
    link.dir = "auto";
    link.textContent = String(op.fields["title"] || "A new frame");
    const name = document.createElement("h2");
    name.append(link);
    words.append(name);
    card.append(words);
    this.querySelector("[data-frames]")?.append(card);
  }

  /** mark shows on the cards what waits for the network. */
  private async mark(): Promise<void> {
    const ops = new Map<string, Operation>();
    for (const op of await waiting(this.sync)) ops.set(op.object, op);
    for (const card of this.querySelectorAll("[data-made-here]")) card.remove();
    for (const op of ops.values()) this.show(op);
    for (const card of this.querySelectorAll<HTMLElement>("[data-frame]")) {
      const op = ops.get(card.dataset["frame"] ?? "");
      card.querySelector(".flag.waiting")?.remove();
      if (!op) continue;
      const flag = document.createElement("span");
      flag.className = "flag waiting";
      flag.textContent = "waiting for the network";
      card.querySelector(".frame-words")?.append(flag);
    }
  }
}

customElements.define("bts-frames", Frames);
