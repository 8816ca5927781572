/**
 * <bts-sheet> is the place where details open beside the page: a click on a[data-sheet] loads the
 * linked page and shows its [data-sheet-content] here, from the side on a desk, from below on a
 * phone. The address follows; Esc and Back close; the focus goes back to the link. Without script
 * the link simply opens its page.
 */
class Sheet extends HTMLElement {
  private opener: HTMLElement | null = null;
  private home = "";

  connectedCallback(): void {
    document.addEventListener("click", this.onClick);
    document.addEventListener("keydown", this.onKey);
    window.addEventListener("popstate", this.onBack);
  }

  disconnectedCallback(): void {
    document.removeEventListener("click", this.onClick);
    document.removeEventListener("keydown", this.onKey);
    window.removeEventListener("popstate", this.onBack);
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
    if (!this.hidden) this.close();
    else if (this.home) location.reload(); // forward again: the plain page is as good
  };

  private async open(link: HTMLAnchorElement): Promise<void> {
    const answer = await fetch(link.href, { headers: { "X-Sheet": "1" } }).catch(() => null);
    const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    const content = page?.querySelector("[data-sheet-content]");
    if (!content) {
      location.assign(link.href);
      return;
    }
    if (this.hidden) {
      this.opener = link;
      this.home = location.href;
      history.pushState({ sheet: true }, "", link.href);
    } else {
      history.replaceState({ sheet: true }, "", link.href);
    }
    document.querySelector("a[data-sheet][aria-expanded=true]")?.removeAttribute("aria-expanded");
    link.setAttribute("aria-expanded", "true");
    this.querySelector("[data-sheet-body]")?.replaceChildren(document.importNode(content, true));
    this.hidden = false;
    document.body.dataset["sheet"] = "open";
    window.htmx.process(this);
    this.querySelector<HTMLElement>("[data-close-sheet]")?.focus();
  }

  private dismiss(): void {
    if (history.state?.sheet) history.back();
    else this.close();
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

customElements.define("bts-sheet", Sheet);
