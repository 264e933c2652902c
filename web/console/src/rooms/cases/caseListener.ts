import type { QueryClient } from "@tanstack/react-query";
import { change, renew } from "~/client/change";
import type { Page } from "~/client/contract/basics";
import type { CaseDetail } from "~/client/contract/cases";
import type { TimelineEntry } from "~/client/contract/messages";
import type { Listener } from "~/client/live";
import { caseQuery, timelineQuery } from "./queries";

const ABOUT_HELP = new Set(["case_escalated", "escalation_accepted", "escalation_ended", "escalation_restored"]);

/** Keeps a case and its timeline as they are on the server. */
export function caseListener(cache: QueryClient, caseId: string): Listener {
  const of = { case: caseQuery(caseId).queryKey, timeline: timelineQuery(caseId).queryKey };
  return {
    changed: (resources) => {
      for (const one of resources) {
        if (one.type === "case") {
          if (cache.getQueryData(of.case) === undefined) cache.setQueryData(of.case, one.case);
          change<CaseDetail>(cache, of.case, (old) => (old.revision > one.case.revision ? old : one.case));
        }
        if (one.type === "timeline") {
          if (ABOUT_HELP.has(one.entry.kind)) void cache.invalidateQueries({ queryKey: ["help"] });
          change<Page<TimelineEntry>>(cache, of.timeline, (old) => ({
            ...old,
            items: [one.entry, ...old.items.filter((each) => each.id !== one.entry.id)],
          }));
        }
      }
    },
    missed: () => {
      renew(cache, of.case);
      renew(cache, of.timeline);
    },
  };
}
