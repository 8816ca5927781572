/** showCurrent scrolls what is wider than the window sideways to where the person is: the room's link, the board's day. */
export function showCurrent(): void {
  for (const [strip, here] of [
    [".places", '[aria-current="page"]'],
    [".board-scroll", "thead .selected, thead .now"],
  ] as const) {
    const box = document.querySelector<HTMLElement>(strip);
    const at = box?.querySelector<HTMLElement>(here);
    if (!box || !at || box.scrollWidth <= box.clientWidth) continue;
    const seen = at.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    if (seen.left < frame.left + 120 || seen.right > frame.right) {
      box.scrollLeft += seen.left + seen.width / 2 - frame.left - frame.width / 2;
    }
  }
}
