import { useSyncExternalStore } from "react";

const NARROW = matchMedia("(max-width: 719px), (pointer: coarse)");

/** Whether rows are as tall as fingers need. */
export function useTouch(): boolean {
  return useSyncExternalStore(
    (watcher) => {
      NARROW.addEventListener("change", watcher);
      return () => NARROW.removeEventListener("change", watcher);
    },
    () => NARROW.matches,
  );
}
