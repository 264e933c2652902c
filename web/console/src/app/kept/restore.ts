import type { QueryClient } from "@tanstack/react-query";
import { setAsOf } from "~/rooms/console/asOf";
import { FORMAT, forgetKept, type Kept, keepsHere, readKept } from "~/rooms/console/kept";
import { thisBuild } from "./build";
import { fill } from "./fill";

const ASKEW = 60_000; // milliseconds by which a clock may have been set back meanwhile

/** Whether what was kept may still be shown: within the session that it was seen in, by a clock that was not set back. */
export function mayShow(kept: Kept, now: number): boolean {
  return now < kept.until && now > kept.at - ASKEW;
}

/** Show the desk as it was: the server cannot be asked. False when nothing is kept, or no longer to be shown. */
export async function restore(cache: QueryClient): Promise<boolean> {
  const kept = keepsHere() ? await readKept() : null;
  if (!kept) return false;
  if (!mayShow(kept, Date.now())) {
    await forgetKept();
    return false;
  }
  if (kept.format !== FORMAT || kept.build !== thisBuild()) return false;
  const usual = cache.getDefaultOptions();
  // Asking again would only say again that there is no network.
  cache.setDefaultOptions({ ...usual, queries: { ...usual.queries, refetchOnMount: false } });
  setAsOf(cache, { at: kept.at, until: kept.until });
  fill(cache, kept.queries);
  return true;
}
