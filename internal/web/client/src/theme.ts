/** enhanceTheme changes the theme at once; the form itself posts the choice, which the server keeps in a cookie. */
export function enhanceTheme(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-theme-form]")) return;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    document.documentElement.dataset["theme"] = button.value;
    for (const other of form.querySelectorAll("button")) {
      other.setAttribute("aria-pressed", String(other === button));
    }
    void fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form, button) as unknown as Record<string, string>),
      redirect: "manual",
    });
  });
}
