import { patient } from "~/kit/patient";

/** Whether a newer desk waits. The page is never changed under somebody's hands: they say when. */
export class Updates {
  private readonly watchers = new Set<() => void>();
  private registration: ServiceWorkerRegistration | null = null;
  private asked = Date.now();
  private leaving = false;
  private started = false;
  stale = false;

  constructor() {
    window.addEventListener("vite:preloadError", () => {
      if (navigator.onLine) this.become(); // without network a piece that is missing says nothing of the version
    });
  }

  /** Let the worker keep the shell, and listen for newer ones; a browser without workers has none. */
  async start(): Promise<void> {
    if (this.started) return;
    this.started = true;
    if (!("serviceWorker" in navigator)) return;
    const before = navigator.serviceWorker.controller;
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      if (this.leaving) location.reload();
      else if (before) this.become(); // another tab took the newer one
    });
    // Some that block workers say so by nothing. A desk without its worker lacks one thing: it does not open without network.
    const registration = await patient(() => navigator.serviceWorker.register("/sw.js") as Promise<ServiceWorkerRegistration | undefined>).catch(() => undefined);
    if (!registration) return;
    this.registration = registration;
    if (registration.waiting && before) this.become();
    registration.addEventListener("updatefound", () => {
      const next = registration.installing;
      next?.addEventListener("statechange", () => {
        if (next.state === "installed" && navigator.serviceWorker.controller) this.become();
      });
    });
    document.addEventListener("visibilitychange", this.look);
  }

  watch = (watcher: () => void) => {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  };

  /** Take the newer desk. Drafts and what waits to be sent are kept by the browser, and are there afterwards. */
  take() {
    this.leaving = true;
    const waiting = this.registration?.waiting;
    if (waiting) waiting.postMessage("take over");
    else location.reload();
  }

  private readonly become = () => {
    if (this.stale) return;
    this.stale = true;
    for (const watcher of this.watchers) watcher();
  };

  /** Whoever comes back to a tab that stood for long may find that there is a newer one. */
  private readonly look = () => {
    if (document.visibilityState !== "visible" || Date.now() - this.asked < OFTEN) return;
    this.asked = Date.now();
    this.registration?.update().catch(() => undefined); // without network there is nothing newer to be had
  };
}

const OFTEN = 10 * 60_000;

export const updates = new Updates();
