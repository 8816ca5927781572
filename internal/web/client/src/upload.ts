import { Queue, type Sending } from "./upload-queue";

/** mostRows is how many files the list shows: those that move and those that failed go first. */
const mostRows = 60;

/**
 * <bts-upload to="…/uploads"> sends files and folders that are chosen or dropped on it, and shows how far they are. Its parts are marked
 * in the page: fields with data-files, a select named card, a place for data-list and data-sum, buttons data-pause and data-clear.
 */
class Uploader extends HTMLElement {
  private queue!: Queue;
  private readonly gone = new AbortController();
  private began = 0;
  private beganAt = 0;
  private drawn = 0;
  private lock: WakeLockSentinel | null = null;
  private readonly rows = new WeakMap<Sending, HTMLElement>();

  connectedCallback(): void {
    const { signal } = this.gone;
    this.queue = new Queue(this.getAttribute("to") ?? "", () => this.metadata(), () => this.changed());
    this.addEventListener("change", (event) => {
      const field = event.target as HTMLInputElement;
      if (!field.matches("[data-files]") || !field.files) return;
      this.queue.add([...field.files].map((file) => ({ file, folder: parent(file.webkitRelativePath) })));
      field.value = "";
    }, { signal });
    this.addEventListener("click", (event) => this.press(event), { signal });
    for (const type of ["dragover", "dragleave", "drop"] as const) this.addEventListener(type, (event) => void this.drag(event), { signal });
    window.addEventListener("beforeunload", (event) => {
      if (this.queue.files.some((s) => s.state === "goes")) event.preventDefault();
    }, { signal });
    this.tellUnfinished();
    this.draw();
  }

  disconnectedCallback(): void {
    this.queue.pause();
    this.gone.abort();
  }

  private metadata(): Record<string, string> {
    const card = this.querySelector<HTMLSelectElement>("[name=card]")?.value ?? "";
    return card ? { card } : {};
  }

  private press(event: Event): void {
    const button = (event.target as Element).closest("button");
    if (!button) return;
    const row = button.closest<HTMLElement>("[data-n]");
    const sending = row && this.queue.files[Number(row.dataset["n"])];
    if (button.matches("[data-pause]")) this.queue.paused ? this.queue.resume() : this.queue.pause();
    else if (button.matches("[data-clear]")) this.queue.clear();
    else if (sending && button.matches("[data-off]")) void this.queue.drop(sending);
    else if (sending && button.matches("[data-again]")) this.queue.again(sending);
    else return;
    this.draw();
  }

  private async drag(event: DragEvent): Promise<void> {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.toggleAttribute("data-over", event.type === "dragover");
    if (event.type !== "drop") return;
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
    for (const entry of entries) this.queue.add(await within(entry, ""));
  }

  /** tellUnfinished names what was being sent when the page was left: chosen again, it goes on where it was. */
  private tellUnfinished(): void {
    const place = this.querySelector<HTMLElement>("[data-unfinished]");
    const names: string[] = [];
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i) ?? "";
      if (!key.startsWith("tus::")) continue;
      try {
        const kept = JSON.parse(localStorage.getItem(key) ?? "{}") as { uploadUrl?: string; metadata?: { filename?: string } };
        if (kept.metadata?.filename && new URL(kept.uploadUrl ?? "", location.href).pathname.startsWith(`${this.getAttribute("to")}/`)) names.push(kept.metadata.filename);
      } catch {
        // not ours
      }
    }
    if (!place || names.length === 0) return;
    const few = names.slice(0, 3).join(", ") + (names.length > 3 ? ` and ${names.length - 3} more` : "");
    place.textContent = `Not sent to the end: ${few}. Choose ${names.length === 1 ? "it" : "them"} again to go on where ${names.length === 1 ? "it was" : "they were"}.`;
    place.hidden = false;
  }

  /** changed draws at most ten times a second. */
  private changed(): void {
    if (this.drawn) return;
    this.drawn = window.setTimeout(() => {
      this.drawn = 0;
      this.draw();
    }, 100);
  }

  private draw(): void {
    const all = this.queue.files;
    const moving = all.some((s) => s.state === "goes");
    void this.stayAwake(moving);
    const list = this.querySelector<HTMLElement>("[data-list]")!;
    const order = { goes: 0, failed: 1, waits: 2, here: 3, off: 4 };
    const shown = all.map((s, n) => ({ s, n })).filter(({ s }) => s.state !== "off").sort((a, b) => order[a.s.state] - order[b.s.state] || a.n - b.n).slice(0, mostRows);
    const rows = shown.map(({ s, n }) => this.row(s, n));
    if (rows.length !== list.children.length || rows.some((r, i) => list.children[i] !== r)) list.replaceChildren(...rows);
    this.querySelector<HTMLElement>("[data-sum]")!.textContent = this.sum(all);
    const pause = this.querySelector<HTMLButtonElement>("[data-pause]")!;
    pause.hidden = !all.some((s) => s.state === "goes" || s.state === "waits");
    pause.textContent = this.queue.paused ? "Go on" : "Pause";
    this.querySelector<HTMLButtonElement>("[data-clear]")!.hidden = !all.some((s) => s.state === "here");
    if (!moving) this.began = 0;
    if (all.length > 0 && !all.some((s) => s.state === "goes" || s.state === "waits")) document.body.dispatchEvent(new CustomEvent("bts:library", { detail: null }));
  }

  /** row is that of a file, made anew only when its state is another: a button stays under the finger. */
  private row(s: Sending, n: number): HTMLElement {
    let item = this.rows.get(s);
    if (!item || item.dataset["state"] !== s.state || item.dataset["n"] !== String(n)) {
      item = row(s, n);
      this.rows.set(s, item);
    }
    const bar = item.querySelector("progress")!;
    bar.value = s.state === "here" ? bar.max : s.sent;
    item.querySelector("span[data-state]")!.textContent = s.problem || said[s.state] || `${Math.floor((100 * s.sent) / Math.max(1, s.file.size))} %`;
    return item;
  }

  /** sum says how much is done, how fast it goes and how long it will take. */
  private sum(all: Sending[]): string {
    const counted = all.filter((s) => s.state !== "off");
    if (counted.length === 0) return "";
    const bytes = counted.reduce((n, s) => n + s.file.size, 0);
    const sent = counted.reduce((n, s) => n + (s.state === "here" ? s.file.size : s.sent), 0);
    const here = counted.filter((s) => s.state === "here").length;
    const failed = counted.filter((s) => s.state === "failed").length;
    const parts = [`${here} of ${counted.length} ${counted.length === 1 ? "file" : "files"}`, `${words(sent)} of ${words(bytes)}`];
    if (failed > 0) parts.push(`${failed} not sent`);
    if (this.queue.paused) return [...parts, "paused"].join(" · ");
    if (here + failed === counted.length) return parts.join(" · ");
    const now = performance.now();
    if (!this.began) [this.began, this.beganAt] = [now, sent];
    const speed = ((sent - this.beganAt) / (now - this.began)) * 1000;
    if (now - this.began > 2000 && speed > 0) parts.push(`${words(speed)}/s`, left((bytes - sent) / speed));
    return parts.join(" · ");
  }

  /** stayAwake keeps a telephone from sleeping while it sends. */
  private async stayAwake(wanted: boolean): Promise<void> {
    if (wanted === (this.lock !== null)) return;
    try {
      if (wanted) this.lock = (await navigator.wakeLock?.request("screen")) ?? null;
      else await this.lock?.release();
    } catch {
      // not allowed here: it sends as long as it is awake
    }
    if (!wanted) this.lock = null;
  }
}

/** within are the files of something that was dropped, with the folders that they lie in. */
async function within(entry: FileSystemEntry, folder: string): Promise<{ file: File; folder: string }[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed));
    return [{ file, folder }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const out: { file: File; folder: string }[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed)); // a hundred at a time
    if (some.length === 0) return out;
    for (const inside of some) out.push(...(await within(inside, folder ? `${folder}/${entry.name}` : entry.name)));
  }
}

function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

const said: Record<Sending["state"], string> = { waits: "waits", goes: "", here: "here", failed: "not sent", off: "" };

function row(s: Sending, n: number): HTMLElement {
  const item = document.createElement("li");
  item.dataset["n"] = String(n);
  item.dataset["state"] = s.state;
  item.className = `is-${s.state}`;
  const name = document.createElement("span");
  name.className = "upload-name";
  name.dir = "auto";
  name.textContent = s.folder ? `${s.folder}/${s.file.name}` : s.file.name;
  const bar = document.createElement("progress");
  bar.max = Math.max(1, s.file.size);
  bar.setAttribute("aria-label", name.textContent);
  const state = document.createElement("span");
  state.className = "dim";
  state.dataset["state"] = "";
  item.append(name, bar, state);
  if (s.state === "failed") item.append(button("again", "Try again", s));
  if (s.state !== "here") item.append(button("off", "Take off", s));
  return item;
}

function button(does: string, text: string, s: Sending): HTMLButtonElement {
  const b = document.createElement("button");
  b.type = "button";
  b.className = "button small plain";
  b.dataset[does] = "";
  b.textContent = text;
  b.setAttribute("aria-label", `${text}: ${s.file.name}`);
  return b;
}

/** words is a number of bytes as people say it. */
function words(n: number): string {
  for (const unit of ["bytes", "kB", "MB", "GB"]) {
    if (n < 1000) return `${unit === "bytes" ? Math.round(n) : n.toFixed(n < 10 ? 1 : 0)} ${unit}`;
    n /= 1000;
  }
  return `${n.toFixed(2)} TB`;
}

function left(seconds: number): string {
  if (seconds < 90) return `about ${Math.max(1, Math.round(seconds))} s left`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `about ${minutes} min left` : `about ${(minutes / 60).toFixed(1)} h left`;
}

customElements.define("bts-upload", Uploader);
