/** <bts-toast> goes after eight seconds, later while the person is on it. Without script it stays as a line of the page. */
class Toast extends HTMLElement {
  private timer = 0;

  connectedCallback(): void {
    this.start();
    this.addEventListener("pointerenter", () => clearTimeout(this.timer));
    this.addEventListener("pointerleave", () => this.start());
    this.addEventListener("focusin", () => clearTimeout(this.timer));
    this.addEventListener("focusout", () => this.start());
  }

  disconnectedCallback(): void {
    clearTimeout(this.timer);
  }

  private start(): void {
    clearTimeout(this.timer);
    if (this.dataset["kind"] === "bad") return; // what went wrong stays until it is read
    this.timer = window.setTimeout(() => this.remove(), 8000);
  }
}

customElements.define("bts-toast", Toast);

document.addEventListener("click", (event) => {
  const close = (event.target as Element).closest("[data-close-toast]");
  close?.closest("bts-toast")?.remove();
});
