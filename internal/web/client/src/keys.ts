// The keyboard of the house. ? shows the keys, G then a letter goes places, J and K move through
// [data-row], Enter opens, and letters in [data-key] press that control of the current row.

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));

let going = 0; // when G was pressed

/** listenForKeys gives the page its keys. */
export function listenForKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]") && event.key !== "?") return;
    if (press(event.key, event.shiftKey)) event.preventDefault();
  });
}

function press(key: string, shift: boolean): boolean {
  if (Date.now() - going < 1200) {
    going = 0;
    return follow(`a[data-go="${CSS.escape(key.toLowerCase())}"]`);
  }
  switch (key) {
    case "g":
      going = Date.now();
      return true;
    case "j":
      return move(1);
    case "k":
      return move(-1);
    case "/":
      return focus("input[type=search]");
    case "?":
      return toggleKeys();
    case "z":
      return click(document, "[data-undo]");
  }
  const row = document.activeElement?.closest("[data-row]");
  return row !== null && row !== undefined && click(row, `[data-key="${CSS.escape(key.toLowerCase())}"]`, shift);
}

function follow(selector: string): boolean {
  return click(document, selector);
}

/** click presses a control; only a pick minds whether Shift is held. */
function click(scope: ParentNode, selector: string, shiftKey = false): boolean {
  const target = scope.querySelector<HTMLElement>(selector);
  if (shiftKey && target?.matches("[data-pick]")) target.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey }));
  else target?.click();
  return target !== null;
}

function focus(selector: string): boolean {
  const target = document.querySelector<HTMLElement>(selector);
  target?.focus();
  return target !== null;
}

/** move takes the focus to the next row, or the first when none has it. A row's own link is what is focused. */
function move(step: number): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")].filter((row) => row.offsetParent !== null);
  if (rows.length === 0) return false;
  const now = rows.findIndex((row) => row.contains(document.activeElement));
  const next = now < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(now + step, 0), rows.length - 1);
  const row = rows[next]!;
  (row.querySelector<HTMLElement>("a[href], button") ?? row).focus();
  row.scrollIntoView({ block: "nearest" });
  return true;
}

function toggleKeys(): boolean {
  const dialog = document.querySelector<HTMLDialogElement>("#keys");
  if (!dialog) return false;
  if (dialog.open) dialog.close();
  else dialog.showModal();
  return true;
}
