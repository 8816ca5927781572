/** enhanceDrop lets files fall anywhere on a form.drop: they land in its file field, to be looked at before they are sent. */
export function enhanceDrop(): void {
  const zone = (event: DragEvent) => (event.target as Element).closest<HTMLFormElement>("form.drop");
  document.addEventListener("dragover", (event) => {
    const form = zone(event);
    if (!form || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    form.dataset["over"] = "";
  });
  document.addEventListener("dragleave", (event) => {
    const form = zone(event);
    if (form && !form.contains(event.relatedTarget as Node | null)) delete form.dataset["over"];
  });
  document.addEventListener("drop", (event) => {
    const form = zone(event);
    const field = form?.querySelector<HTMLInputElement>("input[type=file]");
    if (!form || !field || !event.dataTransfer) return;
    event.preventDefault();
    delete form.dataset["over"];
    field.files = event.dataTransfer.files;
    form.querySelector("button")?.focus();
  });
}
