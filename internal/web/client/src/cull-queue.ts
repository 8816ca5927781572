// What was decided at culling and has not reached the server yet. It lies in the browser's own store, one entry for each decision, so
// that it outlives a lost connection and a reload, and two windows do not write over each other.

export type Fields = { verdict?: string; rating?: number; tags?: string[] };
interface Entry { key: string; id: string; fields: Fields }

/** Outbox sends what is decided on assets, in the order in which it was decided. */
export class Outbox {
  private sending = false;
  private again = 0;
  private patience = 1000;
  private readonly prefix: string;

  constructor(private readonly at: string, private readonly changed: (waiting: number) => void, private readonly refused: (ids: string[]) => void) {
    this.prefix = `bts-cull ${document.body.dataset["who"] ?? ""} ${at} `;
    window.addEventListener("online", () => void this.send());
    document.addEventListener("visibilitychange", () => !document.hidden && void this.send());
  }

  /** put notes a decision and sends it when it can. */
  put(id: string, fields: Fields): void {
    const key = this.prefix + String(Date.now()).padStart(15, "0") + crypto.randomUUID();
    localStorage.setItem(key, JSON.stringify({ id, fields }));
    this.changed(this.list().length);
    void this.send();
  }

  /** list is what waits, the oldest first. */
  list(): Entry[] {
    const keys: string[] = [];
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i)!;
      if (key.startsWith(this.prefix)) keys.push(key);
    }
    return keys.sort().flatMap((key) => {
      const text = localStorage.getItem(key); // another window may have sent it meanwhile
      return text ? [{ key, ...(JSON.parse(text) as { id: string; fields: Fields }) }] : [];
    });
  }

  /** send hands over all that waits. What the server does not take for want of a connection stays and comes again. */
  async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    clearTimeout(this.again);
    try {
      for (let list = this.list().slice(0, 200); list.length > 0; list = this.list().slice(0, 200)) {
        const edits = new Map<string, Fields>(); // the newest of each field: what was decided twice is said once
        for (const e of list) edits.set(e.id, { ...edits.get(e.id), ...e.fields });
        const answer = await fetch(this.at, {
          method: "POST",
          headers: { "Content-Type": "application/json", Accept: "application/json" },
          body: JSON.stringify({ edits: [...edits].map(([id, fields]) => ({ id, fields })) }),
        });
        if (answer.status >= 500 || answer.status === 401 || answer.status === 429) throw new Error(`answered ${answer.status}`);
        const told = answer.ok ? ((await answer.json()) as { refused: string[] }) : { refused: [...edits.keys()] };
        for (const e of list) localStorage.removeItem(e.key);
        if (told.refused.length > 0) this.refused(told.refused);
        this.patience = 1000;
        this.changed(this.list().length);
      }
    } catch {
      this.again = window.setTimeout(() => void this.send(), this.patience);
      this.patience = Math.min(30_000, this.patience * 2);
    } finally {
      this.sending = false;
      this.changed(this.list().length);
    }
  }
}
