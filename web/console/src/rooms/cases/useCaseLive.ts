import { useQueryClient } from "@tanstack/react-query";
import type { Page } from "~/client/contract/basics";
import type { LiveResource } from "~/client/contract/live";
import type { TimelineEntry } from "~/client/contract/messages";
import { caseQuery, timelineQuery } from "./queries";

/** How the frames of a case's topic change the case and its timeline. */
export function useCaseLive(caseId: string) {
  const cache = useQueryClient();
  return {
    changed: (resources: LiveResource[]) => {
      for (const one of resources) {
        if (one.type === "case") {
          const { case: after } = one;
          cache.setQueryData(caseQuery(caseId).queryKey, (old) => (old && old.revision > after.revision ? old : after));
        }
        if (one.type === "timeline") {
          cache.setQueryData(timelineQuery(caseId).queryKey, (old: Page<TimelineEntry> | undefined) =>
            old ? { ...old, items: [one.entry, ...old.items.filter((each) => each.id !== one.entry.id)] } : old,
          );
        }
      }
    },
    missed: () => {
      void cache.invalidateQueries({ queryKey: caseQuery(caseId).queryKey });
      void cache.invalidateQueries({ queryKey: timelineQuery(caseId).queryKey });
    },
  };
}
