import { useSyncExternalStore } from "react";
import type { Density } from "~/client/contract/preferences";

const watchers = new Set<() => void>();
const now = () => document.documentElement.dataset.density as Density | undefined;

/** How close things stand; also read by public/theme.js before the first paint. */
export function setDensity(density: Density) {
  if (now() === density) return;
  localStorage.setItem("trato.density", density);
  document.documentElement.dataset.density = density;
  for (const watcher of watchers) watcher();
}

/** For what is measured in the script; everything else follows the tokens. */
export function useDensity(): Density {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
    () => now() ?? "normal",
  );
}
