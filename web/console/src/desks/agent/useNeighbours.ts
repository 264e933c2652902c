import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { caseQuery } from "~/rooms/cases/queries";
import { threadQuery } from "~/rooms/conversations/queries";

/** The cases before and after the one on screen; the next is fetched ahead. */
export function useNeighbours(rows: readonly { id: string }[], caseId: string | null) {
  const cache = useQueryClient();
  const at = rows.findIndex((row) => row.id === caseId);
  const next = rows[at + 1]?.id ?? null;
  const previous = at > 0 ? (rows[at - 1]?.id ?? null) : null;
  useEffect(() => {
    if (next === null || caseId === null) return;
    void cache.prefetchQuery({ ...caseQuery(next), staleTime: 60_000 });
    void cache.prefetchInfiniteQuery({ ...threadQuery(next), staleTime: 60_000 });
  }, [cache, next, caseId]);
  return { next, previous };
}
