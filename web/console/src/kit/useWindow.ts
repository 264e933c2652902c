import { type RefObject, useCallback, useLayoutEffect, useMemo, useState, useSyncExternalStore } from "react";

/** A line on screen: its place among all, and where it stands, in pixels. */
export interface Shown {
  index: number;
  start: number;
  size: number;
}

export interface Window {
  shown: Shown[];
  total: number;
  scrollTo: (index: number) => void;
}

const AROUND = 6; // lines beyond either edge

/** Where each line starts, and at the end where the last one ends. */
export function starts(sizes: readonly number[]): number[] {
  const out = [0];
  for (const size of sizes) out.push((out.at(-1) ?? 0) + size);
  return out;
}

/** The line at a height: the last one that starts at it or before. */
export function lineAt(from: readonly number[], height: number): number {
  let low = 0;
  let high = Math.max(0, from.length - 2);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((from[middle] ?? 0) <= height) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Only the lines on screen, of a list whose heights are known beforehand; `kept`, the one that holds the focus, stays
 * wherever it is scrolled to. The thread has a library for this: its lines must be measured, and it comes after the
 * first screen. Here the library would be fetched before the first case shows, some 9 kB of the 200 kB there are, and
 * would save little: it keeps the end of a list in its place, not a row in the middle while cases come in above it
 * (`useArrivals`), and what it measures is of three heights.
 */
export function useWindow(scroll: RefObject<HTMLElement | null>, sizes: readonly number[], kept = -1): Window {
  const from = useMemo(() => starts(sizes), [sizes]);
  const [height, setHeight] = useState(800);
  const subscribe = useCallback(
    (changed: () => void) => {
      const element = scroll.current;
      element?.addEventListener("scroll", changed, { passive: true });
      return () => element?.removeEventListener("scroll", changed);
    },
    [scroll],
  );
  // The first line on screen, not the height: a frame that shows the same lines draws nothing.
  const first = useSyncExternalStore(subscribe, () => lineAt(from, scroll.current?.scrollTop ?? 0));
  useLayoutEffect(() => {
    const element = scroll.current;
    if (!element) return;
    setHeight(element.clientHeight || 800);
    const observer = new ResizeObserver(() => setHeight(element.clientHeight || 800));
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroll]);
  const shown = useMemo(() => {
    const last = lineAt(from, (from[first] ?? 0) + height + (sizes[first] ?? 0));
    const top = Math.max(0, first - AROUND);
    const end = Math.min(sizes.length, last + 1 + AROUND);
    const out: Shown[] = [];
    const draw = (index: number) => out.push({ index, start: from[index] ?? 0, size: sizes[index] ?? 0 });
    if (kept >= 0 && kept < top) draw(kept);
    for (let index = top; index < end; index++) draw(index);
    if (kept >= end && kept < sizes.length) draw(kept);
    return out;
  }, [from, first, height, sizes, kept]);
  const scrollTo = useCallback(
    (index: number) => {
      const element = scroll.current;
      const top = from[index];
      const bottom = from[index + 1];
      if (!element || top === undefined || bottom === undefined) return;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
    },
    [scroll, from],
  );
  return { shown, total: from.at(-1) ?? 0, scrollTo };
}
