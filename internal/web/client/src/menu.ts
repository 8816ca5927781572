/** enhanceMenus closes a <details class="menu"> when the person looks elsewhere or presses Esc, and opens [data-dialog]. */
export function enhanceMenus(): void {
  const open = () => document.querySelectorAll<HTMLDetailsElement>("details.menu[open]");
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    for (const menu of open()) {
      if (!menu.contains(target)) menu.open = false;
    }
    const opener = target.closest<HTMLElement>("[data-dialog]");
    if (opener) {
      event.preventDefault();
      document.querySelector<HTMLDialogElement>(`#${CSS.escape(opener.dataset["dialog"]!)}`)?.showModal();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
  // What was chosen is sent: the menu has done its work.
  document.addEventListener("submit", (event) => {
    const menu = (event.target as Element).closest<HTMLDetailsElement>("details.choice");
    if (menu) menu.open = false;
  });
  // A filter that is a <select> applies as soon as it is changed; without script there is a button.
  document.addEventListener("change", (event) => {
    const field = event.target as Element;
    if (field.matches("[data-apply]")) (field as HTMLSelectElement).form?.requestSubmit();
  });
  // Printing what is on the screen has no form of its own.
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-print]")) window.print();
  });
}
