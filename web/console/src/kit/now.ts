import { useSyncExternalStore } from "react";

/**
 * The server's time, as far as we know it: the browser's clock may be days off, and a countdown must not be.
 * Ticks come on whole steps, so that everything on screen changes together.
 */
let offset = 0;

/** Learn the server's time from an answer of it. Small differences are the road's, and are ignored. */
export function learnNow(instant: string) {
  const difference = Date.parse(instant) - Date.now();
  if (Number.isFinite(difference) && Math.abs(difference - offset) > 1_000) offset = difference;
}

export function now(): number {
  return Date.now() + offset;
}

const TICKERS = new Map<number, { watchers: Set<() => void>; value: number }>();

function ticker(step: number) {
  let one = TICKERS.get(step);
  if (!one) {
    one = { watchers: new Set(), value: now() };
    TICKERS.set(step, one);
    const made = one;
    setInterval(() => {
      if (made.watchers.size === 0) return;
      made.value = now();
      for (const watcher of made.watchers) watcher();
    }, step);
  }
  return one;
}

/** The time now, again every `step` milliseconds. */
export function useNow(step: 1_000 | 10_000 = 10_000): number {
  return useSyncExternalStore(
    (watcher) => {
      const one = ticker(step);
      one.value = now();
      one.watchers.add(watcher);
      return () => one.watchers.delete(watcher);
    },
    () => ticker(step).value,
  );
}
