/**
 * <bts-sheet> is the place where details open beside the page: a click on a[data-sheet] loads the
 * linked page and shows its [data-sheet-content] here, from the side on a desk, from below on a
 * phone. The address follows; Esc and Back close; the focus goes back to the link. Without script
 * the link simply opens its page.
 */
class Sheet extends HTMLElement {
  private opener: HTMLElement | null = null;
  private home = "";
  private left: (() => void) | null = null; // called when the address is that of the page behind again
  private leaving = Promise.resolve(); // until then: the sheet is closed already

  connectedCallback(): void {
    document.addEventListener("click", this.onClick);
    document.addEventListener("keydown", this.onKey);
    window.addEventListener("popstate", this.onBack);
    document.addEventListener("htmx:afterSwap", this.onSwap);
  }

  disconnectedCallback(): void {
    document.removeEventListener("click", this.onClick);
    document.removeEventListener("keydown", this.onKey);
    window.removeEventListener("popstate", this.onBack);
    document.removeEventListener("htmx:afterSwap", this.onSwap);
  }

  private readonly onClick = (event: MouseEvent) => {
    const target = event.target as Element;
    if (target.closest("[data-close-sheet]") && this.contains(target)) {
      event.preventDefault();
      this.dismiss();
      return;
    }
    const link = target.closest<HTMLAnchorElement>("a[data-sheet]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    void this.open(link);
  };

  private readonly onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !this.hidden && !document.querySelector("dialog[open]")) this.dismiss();
  };

  private readonly onBack = () => {
    if (this.left) {
      this.left();
      this.left = null;
      return;
    }
    if (!this.hidden) this.close();
    else if (this.home) location.reload(); // forward again: the plain page is as good
  };

  /** onSwap shows what a form in the sheet, or another person, has changed. */
  private readonly onSwap = (event: Event) => {
    if (this.hidden || (event.target as Element).id !== "content") return;
    const { requestConfig } = (event as CustomEvent<{ requestConfig?: { elt?: Element } }>).detail;
    if (requestConfig?.elt?.matches("form[data-away]")) {
      this.dismiss(); // what it showed is gone
      return;
    }
    void load(location.href).then((content) => (content ? this.fill(content) : this.dismiss()));
  };

  /** fill puts content in; its forms come back to the page behind, not to the page that it was taken from. */
  private fill(content: Element): void {
    const home = new URL(this.home, location.href);
    for (const field of content.querySelectorAll<HTMLInputElement>("input[name=back]")) {
      field.value = home.pathname + home.search;
    }
    this.querySelector("[data-sheet-body]")?.replaceChildren(document.importNode(content, true));
    window.htmx.process(this);
  }

  private async open(link: HTMLAnchorElement): Promise<void> {
    const to = new URL(link.getAttribute("href") ?? "", location.href).href; // a link in a drawing has no plain href
    const content = await load(to);
    await this.leaving;
    if (!content) {
      location.assign(to);
      return;
    }
    if (this.hidden) {
      this.opener = link;
      this.home = location.href;
      history.pushState({ sheet: true }, "", to);
    } else {
      history.replaceState({ sheet: true }, "", to);
    }
    document.querySelector("a[data-sheet][aria-expanded=true]")?.removeAttribute("aria-expanded");
    link.setAttribute("aria-expanded", "true");
    this.fill(content);
    this.hidden = false;
    document.body.dataset["sheet"] = "open";
    this.querySelector<HTMLElement>("[data-close-sheet]")?.focus();
  }

  /** dismiss closes at once, so that the next key meets the page again; the address follows. */
  private dismiss(): void {
    if (this.hidden) return;
    const pushed = Boolean(history.state?.sheet);
    this.close();
    if (!pushed) return;
    this.leaving = new Promise((done) => (this.left = done));
    history.back();
  }

  private close(): void {
    this.hidden = true;
    delete document.body.dataset["sheet"];
    this.querySelector("[data-sheet-body]")?.replaceChildren();
    this.opener?.removeAttribute("aria-expanded");
    this.opener?.focus();
    this.opener = null;
  }
}

/** load is the part of a page that opens in the sheet, null where there is none. */
async function load(url: string): Promise<Element | null> {
  const answer = await fetch(url).catch(() => null);
  if (!answer?.ok) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-sheet-content]");
}

customElements.define("bts-sheet", Sheet);
