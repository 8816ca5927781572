// The service worker: it keeps the program's own files, and the boards and drawing pages that the person who is signed in has
// opened, so that they open without a connection. It keeps nothing of anybody else: every page says for whom it was made, and
// when that changes, or somebody signs out, all that was kept is thrown away. Nothing kept is shown after a week.
// Its address carries the version of the program; what an older one kept of the program's files goes when it takes over.

interface Worker {
  addEventListener(type: "install" | "activate", listener: (event: Waits) => void): void;
  addEventListener(type: "message", listener: (event: Waits & MessageEvent<{ keep?: string[] }>) => void): void;
  addEventListener(type: "fetch", listener: (event: Waits & { request: Request; respondWith(answer: Promise<Response>): void }) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  location: Location;
}
interface Waits { waitUntil(work: Promise<unknown>): void }

export {}; // a module of its own

const worker = self as unknown as Worker;
const version = new URL(worker.location.href).searchParams.get("v") ?? "";
const files = `bts-files-${version}`;
const pages = "bts-pages";
const week = 7 * 24 * 3600 * 1000;
const whoKey = "/kept-for"; // entry of the pages that says whose they are

worker.addEventListener("install", () => void worker.skipWaiting());

worker.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith("bts-files-") && name !== files) await caches.delete(name);
      await worker.clients.claim();
    })(),
  );
});

/** keep are the addresses that a page wants to have without a connection. */
worker.addEventListener("message", (event) => {
  const list = (event.data.keep ?? []).filter((url) => new URL(url, worker.location.href).origin === worker.location.origin);
  event.waitUntil(Promise.allSettled(list.map((url) => get(new Request(url, { credentials: "same-origin" })))));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== worker.location.origin) return;
  if (request.method === "POST" && url.pathname === "/sign-out") {
    event.waitUntil(caches.delete(pages));
    return;
  }
  if (request.method === "GET" && sort(url) !== "other") event.respondWith(get(request));
});

/** sort says how an address is treated. */
function sort(url: URL): "file" | "page" | "fixed" | "fresh" | "other" {
  const at = url.pathname;
  if (at.startsWith("/assets/")) return "file";
  if (/^\/p\/[^/]+\/(boards(\/[^/]+(\/blank|\/present|\/plan)?)?|frames\/[^/]+\/draw|places(\/[^/]+)?)$/.test(at)) return "page";
  if (/^\/p\/[^/]+\/(frames\/[^/]+\/(image\.png|picture\.jpg)|places\/[^/]+\/picture\.jpg)$/.test(at)) return url.searchParams.get("of") ? "fixed" : "fresh";
  if (/^\/p\/[^/]+\/frames\/[^/]+\/drawing\.json$/.test(at)) return "fresh";
  return "other";
}

async function get(request: Request): Promise<Response> {
  const kind = sort(new URL(request.url));
  if (kind === "file" || kind === "fixed") {
    const kept = await (await caches.open(kind === "file" ? files : pages)).match(request, { ignoreVary: true });
    if (kept && (kind === "file" || young(kept))) return kept;
  }
  try {
    const answer = await fetch(request);
    await keep(request, answer.clone(), kind);
    return answer;
  } catch (gone) {
    const kept = await fallback(request, kind);
    if (kept) return kept;
    throw gone;
  }
}

/** keep puts an answer away, if it is one of the person whose pages are kept. */
async function keep(request: Request, answer: Response, kind: string): Promise<void> {
  if (kind === "other") return;
  if (kind === "file") {
    if (answer.ok) await (await caches.open(files)).put(request, answer);
    return;
  }
  if (answer.redirected || answer.type === "opaqueredirect" || !answer.ok) {
    if (answer.status === 401 || new URL(answer.url || request.url).pathname === "/sign-in") await caches.delete(pages);
    return;
  }
  const who = answer.headers.get("Bts-Who");
  if (!who) return;
  let cache = await caches.open(pages);
  if ((await (await cache.match(whoKey))?.text()) !== who) {
    await caches.delete(pages);
    cache = await caches.open(pages);
    await cache.put(whoKey, new Response(who));
  }
  const headers = new Headers(answer.headers);
  headers.set("Bts-Kept", String(Date.now()));
  await cache.put(request, new Response(await answer.blob(), { headers }));
}

const young = (kept: Response): boolean => Date.now() - Number(kept.headers.get("Bts-Kept")) < week;

/** fallback is what there is without a connection. */
async function fallback(request: Request, kind: string): Promise<Response | undefined> {
  const cache = await caches.open(pages);
  let kept = await cache.match(request, { ignoreVary: true });
  const url = new URL(request.url);
  if (!kept && kind === "page" && url.searchParams.has("board")) { // a frame that was made here and has no page yet
    const [, , slug] = url.pathname.split("/");
    kept = await cache.match(`/p/${slug}/boards/${url.searchParams.get("board")}/blank`, { ignoreVary: true });
  }
  if (kept && young(kept)) return kept;
  if (kind !== "page" || request.mode !== "navigate") return undefined;
  return new Response(
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>No connection</title>' +
      "<h1>No connection</h1><p>This page was not opened on this device before. Boards that were are still here.</p>" +
      `<p><a href="${url.pathname.split("/").slice(0, 3).map(encodeURIComponent).join("/")}/boards">Storyboards</a></p></html>`,
    { status: 503, headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'none'" } },
  );
}
