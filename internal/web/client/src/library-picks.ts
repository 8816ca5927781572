import { say } from "./say";

/** Picks are the assets that are picked, whether they are in the page or not, and the form that does something with them. */
export class Picks {
  private readonly ids = new Set<string>();

  constructor(private readonly form: HTMLFormElement, private readonly changed: () => void, signal: AbortSignal) {
    form.addEventListener("submit", (event) => void this.send(event), { signal });
    form.querySelector("[data-pick-none]")?.addEventListener("click", () => this.clear(), { signal });
    this.show();
  }

  has(id: string): boolean { return this.ids.has(id); }

  set(ids: string[], picked: boolean): void {
    for (const id of ids) picked ? this.ids.add(id) : this.ids.delete(id);
    this.show();
  }

  clear(): void {
    this.ids.clear();
    this.show();
  }

  private show(): void {
    const n = this.ids.size;
    const place = this.form.querySelector("[data-picked]");
    if (place) place.textContent = n === 1 ? "1 picked" : `${n} picked`;
    this.form.toggleAttribute("data-some", n > 0);
    this.changed();
  }

  /** send does what the button says, without leaving the page; files are the browser's to fetch. */
  private async send(event: SubmitEvent): Promise<void> {
    const button = event.submitter as HTMLButtonElement | null;
    this.form.querySelectorAll("[data-of-pick]").forEach((field) => field.remove());
    if (button?.hasAttribute("data-file")) {
      for (const id of this.ids) this.form.append(hidden(id));
      setTimeout(() => this.form.querySelectorAll("[data-of-pick]").forEach((field) => field.remove()), 0);
      return;
    }
    event.preventDefault();
    const body = new URLSearchParams();
    new FormData(this.form, button).forEach((value, name) => name !== "id" && typeof value === "string" && body.append(name, value));
    for (const id of this.ids) body.append("id", id);
    try {
      const answer = await fetch(this.form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      const told = (await answer.json()) as { said?: string; undo?: string; message?: string; error?: string; remedy?: string };
      if (!answer.ok) throw new Error([told.message ?? told.error, told.remedy].filter(Boolean).join(" ") || "That was refused.");
      this.clear();
      tell(told.said ?? "Done.", told.undo);
      document.body.dispatchEvent(new CustomEvent("bts:library", { detail: null }));
    } catch (error) {
      say(error instanceof TypeError ? "No connection: nothing was changed." : (error as Error).message, "bad");
    }
  }
}

function hidden(id: string): HTMLInputElement {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "id";
  field.value = id;
  field.dataset["ofPick"] = "";
  return field;
}

/** tell says what was done, with Undo. */
export function tell(text: string, undo?: string): void {
  say(text);
  const toast = document.querySelector("#toasts > :last-child");
  if (!undo || !toast) return;
  document.querySelectorAll("#toasts [data-undo]").forEach((older) => older.remove());
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link";
  button.dataset["undo"] = "";
  button.textContent = "Undo";
  button.addEventListener("click", () => void takeBack(undo, toast));
  toast.append(button);
}

async function takeBack(undo: string, toast: Element): Promise<void> {
  try {
    const answer = await fetch(undo, { method: "POST", redirect: "manual" });
    if (answer.type !== "opaqueredirect" && !answer.ok) throw new Error("That was changed again since; its history has every value.");
    toast.remove();
    say("Taken back.");
    document.body.dispatchEvent(new CustomEvent("bts:library", { detail: null }));
  } catch (error) {
    say(error instanceof TypeError ? "No connection: nothing was changed." : (error as Error).message, "bad");
  }
}
