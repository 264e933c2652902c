import { useCallback, useSyncExternalStore } from "react";

/**
 * The server's time, as far as we know it: the browser's clock may be days off, and a countdown must not be.
 * Ticks come on whole steps, so that everything on screen changes together.
 */
let offset = 0;
const shifted = new Set<() => void>();

/** Learn the server's time from an answer of it. Small differences are the road's, and are ignored. */
export function learnNow(instant: string) {
  const difference = Date.parse(instant) - Date.now();
  if (!Number.isFinite(difference) || Math.abs(difference - offset) <= 1_000) return;
  offset = difference;
  for (const watcher of shifted) watcher();
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

const LONGEST = 2 ** 31 - 1; // milliseconds: a browser that is asked for more waits for none

/** Whether an instant has passed, told at that very moment and not at the next tick; null never passes. */
export function usePassed(instant: string | null): boolean {
  const at = instant === null ? Infinity : Date.parse(instant);
  const subscribe = useCallback(
    (changed: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const arm = () => {
        clearTimeout(timer);
        const left = at - now();
        if (left > 0 && left !== Infinity) timer = setTimeout(again, Math.min(Math.ceil(left), LONGEST));
      };
      const again = () => {
        arm();
        changed();
      };
      arm();
      shifted.add(again);
      return () => {
        clearTimeout(timer);
        shifted.delete(again);
      };
    },
    [at],
  );
  return useSyncExternalStore(subscribe, () => at <= now());
}
