/** The part of a task that travels with "bts:task". */
interface Task { id: string; state: string; done: number; total: number; message?: string; error?: string }

/**
 * <bts-progress task="id" over-url="…"> around a <progress>, an element with data-text and a cancel
 * form: moves with "bts:task" and says how long it will still take. When the task is over the page
 * is loaded again at over-url, if that is set.
 */
class Progress extends HTMLElement {
  private since = 0;
  private from = 0;
  private readonly onTask = (event: Event) => this.show((event as CustomEvent<Task | null>).detail);

  connectedCallback(): void {
    document.body.addEventListener("bts:task", this.onTask);
  }

  disconnectedCallback(): void {
    document.body.removeEventListener("bts:task", this.onTask);
  }

  private show(task: Task | null): void {
    if (!task || task.id !== this.getAttribute("task")) return;
    const bar = this.querySelector("progress");
    if (bar && task.total > 0) {
      bar.max = task.total;
      bar.value = task.done;
    }
    const text = this.querySelector("[data-text]");
    if (text) text.textContent = [task.message, this.left(task)].filter(Boolean).join(" · ");
    if (["done", "failed", "cancelled"].includes(task.state)) this.finish(task);
  }

  /** left estimates from the speed since the first sign of progress that this page saw. */
  private left(task: Task): string {
    if (!this.since) {
      this.since = performance.now();
      this.from = task.done;
      return "";
    }
    const seconds = (performance.now() - this.since) / 1000;
    const speed = (task.done - this.from) / seconds;
    if (!(speed > 0) || task.total <= 0 || seconds < 1) return "";
    const rest = Math.ceil((task.total - task.done) / speed);
    return rest < 90 ? `${rest} s left` : `${Math.ceil(rest / 60)} min left`;
  }

  private finish(task: Task): void {
    this.dataset["state"] = task.state;
    this.querySelector("form")?.remove();
    const text = this.querySelector("[data-text]");
    if (text) text.textContent = task.error || (task.state === "cancelled" ? "Stopped." : task.state === "done" ? "Done." : text.textContent);
    document.querySelectorAll<HTMLButtonElement>(`[data-idle="${CSS.escape(task.id)}"]`).forEach((button) => {
      button.disabled = false;
    });
    const next = this.getAttribute("over-url");
    if (next && task.state === "done") location.assign(next);
  }
}

customElements.define("bts-progress", Progress);
