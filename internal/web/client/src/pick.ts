/**
 * enhancePicks counts what is picked for a form ([data-pick] inputs, which name it by form=), shows the form while
 * something is, and offers all of the page at once. With Shift a pick takes all rows from the one before with it.
 * What was picked is let go when the form was sent.
 */
export function enhancePicks(): void {
  const picks = () => [...document.querySelectorAll<HTMLInputElement>("input[data-pick]")];
  const count = () => {
    const n = picks().filter((pick) => pick.checked).length;
    for (const place of document.querySelectorAll("[data-picked]")) place.textContent = n === 1 ? "1 picked" : `${n} picked`;
    document.querySelector("form[data-picks]")?.toggleAttribute("data-some", n > 0);
  };
  const all = (checked: boolean) => {
    for (const pick of picks()) pick.checked = checked;
    count();
  };
  let last = ""; // the row that was picked before this one
  const reach = (to: HTMLInputElement) => {
    const list = picks();
    const ends = [list.findIndex((pick) => pick.value === last), list.indexOf(to)].sort((a, b) => a - b);
    if (ends[0]! < 0) return;
    for (const pick of list.slice(ends[0], ends[1]! + 1)) pick.checked = to.checked;
  };
  document.addEventListener("change", (event) => {
    if ((event.target as Element).matches("[data-pick]")) count();
  });
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    if (target.closest("[data-pick-all]")) all(picks().some((pick) => !pick.checked));
    if (!(target instanceof HTMLInputElement) || !target.matches("[data-pick]")) return;
    if (event.shiftKey) reach(target);
    last = target.value;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { elt, successful } = (event as CustomEvent<{ elt: Element; successful: boolean }>).detail;
    if (!successful || !elt.matches("form[data-picks]")) return;
    all(false);
    for (const fold of elt.querySelectorAll("details")) fold.open = false;
  });
  document.addEventListener("htmx:afterSettle", count);
}
