/** <bts-copy> around a field and a button: the button copies the field. */
class Copy extends HTMLElement {
  connectedCallback(): void {
    this.querySelector("button")?.addEventListener("click", () => void this.copy());
  }

  private async copy(): Promise<void> {
    const field = this.querySelector<HTMLInputElement | HTMLTextAreaElement>("input, textarea");
    const button = this.querySelector("button");
    if (!field || !button) return;
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Press Ctrl-C"; // the field is selected
    }
  }
}

customElements.define("bts-copy", Copy);
