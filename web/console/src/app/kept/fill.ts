import type { QueryClient } from "@tanstack/react-query";
import type { KeptQuery } from "~/rooms/console/kept";

/** Put what was kept where the screens read, where nothing newer is. */
export function fill(cache: QueryClient, kept: readonly KeptQuery[]) {
  for (const { key, data, at } of kept) {
    if ((cache.getQueryState(key)?.dataUpdatedAt ?? 0) < at) cache.setQueryData(key, data, { updatedAt: at });
  }
}
