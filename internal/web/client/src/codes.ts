/**
 * <bts-codes codes="{…}" mark="\"> writes out the codes that are typed into its fields with data-codes: "\dir\" becomes what stands
 * for it as soon as it is closed, "\dir#2\" its second text. A code that nothing stands for stays, and is told of when it is saved.
 */
export class Codes extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("input", (event) => {
      const field = event.target as HTMLTextAreaElement;
      if (!field.matches("[data-codes]") || (event as InputEvent).isComposing) return;
      const at = field.selectionStart ?? field.value.length;
      const codes = JSON.parse(this.getAttribute("codes") || "{}") as Record<string, string[]>; // they change with the page
      const out = written(field.value.slice(0, at), codes, this.getAttribute("mark") ?? "");
      if (out !== null) field.setRangeText(out.text, out.from, at, "end");
    });
  }
}

/** written is what stands for the code that a text ends with, and where that begins; null where it ends with none. */
export function written(before: string, codes: Record<string, string[]>, mark: string): { text: string; from: number } | null {
  if (mark === "" || !before.endsWith(mark)) return null;
  const from = before.lastIndexOf(mark, before.length - mark.length - 1);
  if (from < 0) return null;
  const found = /^([\p{L}\p{N}_.-]{1,40})(?:#([1-9]))?$/u.exec(before.slice(from + mark.length, before.length - mark.length));
  const text = found && codes[found[1]!.toLowerCase()]?.[Number(found[2] ?? 1) - 1];
  return text ? { text, from } : null;
}
