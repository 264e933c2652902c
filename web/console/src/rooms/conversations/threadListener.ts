import type { QueryClient } from "@tanstack/react-query";
import { change, renew } from "~/client/change";
import type { Listener } from "~/client/live";
import { threadQuery, type ThreadPages } from "./queries";
import { drop, keep } from "./thread";

/** Keeps a thread as it is on the server. */
export function threadListener(cache: QueryClient, caseId: string): Listener {
  const { queryKey } = threadQuery(caseId);
  return {
    changed: (resources) =>
      change<ThreadPages>(cache, queryKey, (old) => {
        let pages = old;
        for (const one of resources) {
          if (one.type === "message") pages = keep(pages, { kind: "message", message: one.message });
          if (one.type === "note") pages = keep(pages, { kind: "note", note: one.note });
          if (one.type === "gone" && one.of !== "case_row") pages = drop(pages, one.id);
        }
        return pages;
      }),
    missed: () => renew(cache, queryKey),
  };
}
