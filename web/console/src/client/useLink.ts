import { useSyncExternalStore } from "react";
import type { Link } from "./live";
import { useLive } from "./useLive";

/** How the socket stands: what the foot of the list says. */
export function useLink(): Link {
  const live = useLive();
  return useSyncExternalStore(live.watch, () => live.link);
}
