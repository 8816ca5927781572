/**
 * enhancePicks counts what is picked for a form ([data-pick] inputs, which name it by form=), shows the form while
 * something is, and offers all of the page at once. What was picked is let go when the form was sent.
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
  document.addEventListener("change", (event) => {
    if ((event.target as Element).matches("[data-pick]")) count();
  });
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    if (target.closest("[data-pick-all]")) all(picks().some((pick) => !pick.checked));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { elt, successful } = (event as CustomEvent<{ elt: Element; successful: boolean }>).detail;
    if (successful && elt.matches("form[data-picks]")) all(false);
  });
  document.addEventListener("htmx:afterSettle", count);
}
