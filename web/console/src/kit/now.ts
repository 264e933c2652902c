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

interface Ticker {
  watch: (watcher: () => void) => () => void;
  value: () => number;
}

function ticker(step: number): Ticker {
  const watchers = new Set<() => void>();
  let value = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = () => {
    value = now();
    for (const watcher of watchers) watcher();
  };
  return {
    watch: (watcher) => {
      watchers.add(watcher);
      timer ??= setInterval(tick, step);
      return () => {
        watchers.delete(watcher);
        if (watchers.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
    value: () => {
      if (timer === undefined || value === 0) value = Math.floor(now() / step) * step;
      return value;
    },
  };
}

const TICKERS = { 1_000: ticker(1_000), 10_000: ticker(10_000) };

/** The time now, again every `step` milliseconds. */
export function useNow(step: keyof typeof TICKERS = 10_000): number {
  const { watch, value } = TICKERS[step];
  return useSyncExternalStore(watch, value);
}
