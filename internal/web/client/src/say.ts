/** say shows a sentence at the foot of the page, and a way to what it speaks of. */
export function say(text: string, kind: "good" | "bad" = "good", way?: { text: string; href: string }): void {
  const toast = document.createElement("bts-toast");
  toast.className = "toast";
  toast.dataset["kind"] = kind;
  const words = document.createElement("p");
  words.textContent = text;
  toast.append(words);
  if (way) {
    const link = document.createElement("a");
    link.className = "link";
    link.href = way.href;
    link.textContent = way.text;
    toast.append(link);
  }
  document.querySelector("#toasts")?.append(toast);
}
