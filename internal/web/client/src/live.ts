/** A feed item as the server sends it: the event's name is the topic, its data JSON. */
const topics = ["task", "own_task", "facts", "notice", "moments", "story", "boards", "shots", "worksheet", "crew", "plan", "trial", "cards", "copying", "card_task", "library", "library_task"];

/**
 * <bts-live src="/p/slug/events"> keeps one EventSource while the tab is visible and hands every item
 * to the page as an event on body: "bts:task" (of "own_task", "card_task" and "library_task" too), "bts:moments" … Regions with
 * hx-trigger="bts:moments from:body" refresh themselves. Closed when the tab is hidden; opened again
 * with ?last=<id>, so that nothing is missed. Falls silent when the server does not answer.
 */
class Live extends HTMLElement {
  private source: EventSource | undefined;
  private last = "";
  private readonly states = new Map<string, string>();
  private readonly onVisibility = () => (document.hidden ? this.close() : this.open());

  connectedCallback(): void {
    document.addEventListener("visibilitychange", this.onVisibility);
    if (!document.hidden) this.open();
  }

  disconnectedCallback(): void {
    document.removeEventListener("visibilitychange", this.onVisibility);
    this.close();
  }

  private open(): void {
    const src = this.getAttribute("src");
    if (!src || this.source) return;
    const url = new URL(src, location.href);
    if (this.last) url.searchParams.set("last", this.last);
    this.source = new EventSource(url);
    this.source.onopen = () => this.setAttribute("state", "open");
    this.source.onerror = () => this.setAttribute("state", "waiting");
    for (const topic of topics) {
      this.source.addEventListener(topic, (event) => this.hand(topic, event as MessageEvent<string>));
    }
  }

  private hand(item: string, event: MessageEvent<string>): void {
    const topic = item === "own_task" || item === "card_task" || item === "library_task" ? "task" : item;
    if (event.lastEventId) this.last = event.lastEventId;
    let detail: unknown = null;
    try {
      detail = JSON.parse(event.data);
    } catch {
      // An item without readable data still says that something changed.
    }
    document.body.dispatchEvent(new CustomEvent(`bts:${topic}`, { detail }));
    if (topic === "task") this.noteTask(detail as { id?: string; state?: string } | null);
  }

  /** noteTask says "bts:tasks" when a task begins or ends, not for every step of it. */
  private noteTask(task: { id?: string; state?: string } | null): void {
    if (!task?.id || this.states.get(task.id) === task.state) return;
    this.states.set(task.id, task.state ?? "");
    document.body.dispatchEvent(new CustomEvent("bts:tasks"));
  }

  private close(): void {
    this.source?.close();
    this.source = undefined;
    this.removeAttribute("state");
  }
}

customElements.define("bts-live", Live);
