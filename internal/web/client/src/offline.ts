/**
 * keepOffline lets this page open without a connection from now on: the service worker keeps it with the files and pictures that it
 * shows, and further addresses that are likely to be wanted.
 */
export async function keepOffline(...further: string[]): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const version = /-([A-Z0-9]{8})\.js$/.exec(document.querySelector<HTMLScriptElement>('script[src*="/assets/app-"]')?.src ?? "")?.[1] ?? "0";
  try {
    await navigator.serviceWorker.register(`/sw.js?v=${version}`, { updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    const shown = performance.getEntriesByType("resource").map((e) => e.name).filter((url) => /\/assets\/|\/frames\/[^/]+\/(image|picture|drawing)|\/places\/[^/]+\/picture/.test(url));
    active?.postMessage({ keep: [location.href.split("#")[0], ...shown, ...further] });
  } catch {
    // a browser that forbids it: everything works as long as there is a connection
  }
}
