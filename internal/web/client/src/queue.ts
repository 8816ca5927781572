// What was done on this device and has not reached the server yet. It lies in the browser's own store, so that it outlives
// a reload and a flat battery; each operation has an id of its own, and the server does none twice.

export interface Operation {
  id: string;
  at: string; // the address that it is sent to: of one production
  who: string; // the account that did it
  kind: string;
  object: string;
  new: boolean;
  base: number;
  fields: Record<string, unknown>;
  drawing?: unknown;
  over: string;
  tried: boolean; // it may have arrived
}

export interface Outcome {
  id: string;
  state: "done" | "refused" | "later";
  message: string;
  lost: { name: string; now: unknown }[];
  frame: Record<string, unknown> | null;
  drawing: unknown;
  base: number;
}

/** newId is a UUID of version 7: it sorts by the time it was made. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) & 0xff;
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });

let opened: Promise<IDBDatabase> | undefined;

/** shelf opens the store of this browser. */
function shelf(): Promise<IDBDatabase> {
  opened ??= new Promise((done, fail) => {
    const request = indexedDB.open("bts", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("operations", { keyPath: "id" });
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  return opened;
}

async function store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  return (await shelf()).transaction("operations", mode).objectStore("operations");
}

/** account is who is signed in on this page. */
const account = (): string => document.body.dataset["who"] ?? "";

/** waiting are the operations of this account for an address, in the order they were done; of one object where it is given. */
export async function waiting(at: string, object?: string): Promise<Operation[]> {
  const all = (await settled((await store("readonly")).getAll())) as Operation[];
  return all.filter((o) => o.at === at && o.who === account() && (object === undefined || o.object === object));
}

/** note keeps what was done. What has surely not been sent yet takes it in; else it is an operation of its own. */
export function note(at: string, object: string, change: Change): Promise<void> {
  noting = noting.catch(() => undefined).then(() => noteNow(at, object, change));
  return noting;
}

export type Change = Partial<Omit<Operation, "id" | "at" | "object" | "tried" | "who">>;

let noting: Promise<void> = Promise.resolve(); // one after the other: each looks at what is there first

async function noteNow(at: string, object: string, change: Change): Promise<void> {
  const there = (await waiting(at, object)).at(-1);
  const op: Operation =
    there && !there.tried
      ? { ...there, ...change, new: there.new || change.new === true, base: there.base, over: there.drawing ? there.over : (change.over ?? there.over), fields: { ...there.fields, ...change.fields } }
      : { id: newId(), at, who: account(), kind: "frame", object, new: false, base: 0, over: "", ...change, fields: change.fields ?? {}, tried: false };
  await settled((await store("readwrite")).put(op));
  document.dispatchEvent(new CustomEvent("bts:waiting"));
}

let sending: Promise<Outcome[]> | undefined;

/**
 * send hands everything that waits for an address to the server, one batch at a time, and answers what became of it. Without a
 * connection it throws, and everything stays.
 */
export function send(at: string): Promise<Outcome[]> {
  sending = (sending ?? Promise.resolve([]))
    .catch(() => [])
    .then(async () => (navigator.locks ? await navigator.locks.request("bts-send", () => sendNow(at)) : await sendNow(at)));
  return sending;
}

async function sendNow(at: string): Promise<Outcome[]> {
  const list = (await waiting(at)).slice(0, 50);
  if (list.length === 0) return [];
  if (!navigator.onLine) throw new Error("offline");
  const mark = await store("readwrite");
  await Promise.all(list.map((op) => settled(mark.put({ ...op, tried: true }))));
  const operations = list.map(({ at: _, who: __, tried: ___, ...op }) => op);
  const answer = await fetch(at, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ operations }),
  });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  const { outcomes } = (await answer.json()) as { outcomes: Outcome[] };
  const done = await store("readwrite");
  await Promise.all(outcomes.filter((o) => o.state !== "later").map((o) => settled(done.delete(o.id))));
  document.dispatchEvent(new CustomEvent("bts:waiting"));
  return outcomes;
}
