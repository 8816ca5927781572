/**
 * onPaper makes a calendar ready to be printed, and as it was afterwards: its foot says the day on which it is
 * printed, since a page can stay open for days, and a long shoot is cut into as many tables as pages it needs.
 */
export function onPaper(): void {
  let parts: Element[] = [];
  window.addEventListener("beforeprint", () => {
    for (const time of document.querySelectorAll<HTMLTimeElement>("[data-printed]")) time.textContent = today(time.dataset.printed);
    for (const table of document.querySelectorAll<HTMLTableElement>(".cal-table")) {
      const ranges = pages([...table.querySelectorAll("thead th")].slice(1));
      if (ranges.length < 2) continue;
      const cut = ranges.map(([from, to]) => part(table, from, to));
      table.after(...cut);
      table.classList.add("cut");
      parts.push(...cut);
    }
  });
  window.addEventListener("afterprint", () => {
    for (const table of document.querySelectorAll(".cal-table.cut")) table.classList.remove("cut");
    for (const part of parts) part.remove();
    parts = [];
  });
}

/** today is the day in a time zone, as the pages write it: Fri 27 Nov. */
function today(timeZone: string | undefined): string {
  const words = new Intl.DateTimeFormat("en-US", { timeZone: timeZone || undefined, weekday: "short", day: "numeric", month: "short" }).formatToParts();
  return ["weekday", "day", "month"].map((kind) => words.find((w) => w.type === kind)?.value ?? "").join(" ");
}

// Millimetres, as calendar.css has them on paper: what a sheet on its side leaves beside the labels, a day of work and another.
const sheet = 255;
const wide = 23;
const narrow = 9;

/** pages are the days of each page, from and to; a page ends where a week does, if it is half full by then. */
function pages(days: Element[]): [number, number][] {
  const all: [number, number][] = [];
  let from = 0;
  let week = 0; // where the last week of the page begins
  let used = 0;
  const width = (day: Element) => (day.classList.contains("on") ? wide : narrow);
  for (let i = 0; i < days.length; i++) {
    if (days[i]!.classList.contains("break") && used > sheet / 2) week = i;
    used += width(days[i]!);
    if (used <= sheet) continue;
    const to = week > from ? week : i;
    all.push([from, to]);
    from = to;
    used = days.slice(from, i + 1).reduce((sum, day) => sum + width(day), 0);
  }
  all.push([from, days.length]);
  return all;
}

/** part copies a table with its labels and some of its days. */
function part(of: Element, from: number, to: number): Element {
  const copy = of.cloneNode(of.children.length === 0) as Element;
  copy.removeAttribute("id");
  const days = of.matches("colgroup, tr");
  [...of.children].forEach((child, i) => {
    if (days && i > 0 && (i <= from || i > to)) return;
    copy.append(days ? child.cloneNode(true) : part(child, from, to));
  });
  return copy;
}
