// The worker beside the desk: it keeps the shell so that the desk opens without network, and shows what the server
// pushes. It never keeps an answer of the API: what was seen last is kept by the page itself, which knows whose it is and
// when to forget it (docs/decisions/0014-a-machine-keeps-what-was-seen-last.md); a worker knows neither.
const VERSION = "__VERSION__";
const SHELL = ["__SHELL__"];
const NAME = `trato-shell-${VERSION}`;
const OURS = /^\/(assets\/|[\w-]+\.(js|svg|png|webmanifest)$)/;
const NEVER = /^\/(api|hooks|files|widget|docs)(\/|$)/;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(SHELL.map((path) => new Request(path, { cache: "no-cache" })))));
});

// The shell before this one stays: a tab that was not reloaded still asks for its pieces.
self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const kept = (await caches.keys()).filter((name) => name.startsWith("trato-shell-"));
      const older = kept.filter((name) => name !== NAME);
      await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") void self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || NEVER.test(url.pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (OURS.test(url.pathname)) event.respondWith(piece(request, url));
});

/** The server's own page, so that a new version shows; without network the one that is kept. */
async function page(request) {
  try {
    return await fetch(request);
  } catch (lost) {
    const kept = await caches.match("/", { cacheName: NAME });
    if (kept) return kept;
    throw lost;
  }
}

/** What has a hash in its name never changes. The rest comes from the server while there is one. */
async function piece(request, url) {
  if (url.pathname.startsWith("/assets/")) return (await caches.match(request)) ?? fetch(request);
  try {
    return await fetch(request);
  } catch (lost) {
    const kept = await caches.match(request);
    if (kept) return kept;
    throw lost;
  }
}

self.addEventListener("push", (event) => {
  const said = event.data?.json();
  if (said) event.waitUntil(tell(said));
});

/** Whoever looks at the desk is told by the desk. */
async function tell({ title, body, tag, case_id, path }) {
  const desks = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (desks.some((one) => one.focused)) return;
  await self.registration.showNotification(title, { body, tag, icon: "/icon-192.png", badge: "/icon-badge.png", data: { case_id, path } });
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { case_id: id, path } = event.notification.data ?? {};
  event.waitUntil(bring(id ? `/cases/mine/${id}` : path || "/"));
});

async function bring(path) {
  const [here] = await self.clients.matchAll({ type: "window" });
  if (!here) return self.clients.openWindow(path);
  // A browser that does not let us bring the window to the front still shows the case in it.
  await here.focus().catch(() => undefined);
  here.postMessage({ open: path });
}
