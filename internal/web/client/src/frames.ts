import Sortable from "sortablejs";
import { send, waiting, type Operation } from "./queue";
import { say } from "./say";

/**
 * <bts-frames base="/p/slug/frames" back="…" moment="…" sync="…"> lets the frames of a board be dragged, takes pictures that are
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

  /** mark shows on the cards what waits for the network. */
  private async mark(): Promise<void> {
    const ops = new Map<string, Operation>();
    for (const op of await waiting(this.sync)) ops.set(op.object, op);
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
