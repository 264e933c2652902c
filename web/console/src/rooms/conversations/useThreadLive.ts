import { useQueryClient } from "@tanstack/react-query";
import type { LiveResource } from "~/client/contract/live";
import { threadQuery, type ThreadPages } from "./queries";
import { drop, keep } from "./thread";

/** How the frames of a case's topic change its thread. */
export function useThreadLive(caseId: string) {
  const cache = useQueryClient();
  const { queryKey } = threadQuery(caseId);
  return {
    changed: (resources: LiveResource[]) => {
      cache.setQueryData(queryKey, (old) => {
        let pages = old as ThreadPages | undefined;
        if (!pages) return old;
        for (const one of resources) {
          if (one.type === "message") pages = keep(pages, { kind: "message", message: one.message });
          if (one.type === "note") pages = keep(pages, { kind: "note", note: one.note });
          if (one.type === "gone" && one.of !== "case_row") pages = drop(pages, one.id);
        }
        return pages;
      });
    },
    missed: () => void cache.invalidateQueries({ queryKey }),
  };
}
