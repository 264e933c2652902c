import { useQueryClient } from "@tanstack/react-query";
import { put, renew } from "~/client/change";
import { useTopic } from "~/client/useTopic";
import { useCaseLive } from "~/rooms/cases/useCaseLive";
import { contactQuery } from "~/rooms/contacts/queries";
import { useThreadLive } from "~/rooms/conversations/useThreadLive";

/** Everything that is shown of the open case follows its topic. */
export function useCaseTopic(caseId: string | null) {
  const cache = useQueryClient();
  const caseLive = useCaseLive(caseId ?? "");
  const threadLive = useThreadLive(caseId ?? "");
  useTopic(caseId === null ? null : `case:${caseId}`, {
    changed: (resources) => {
      caseLive.changed(resources);
      threadLive.changed(resources);
      renew(cache, ["place", caseId]);
      for (const each of resources) {
        if (each.type === "timeline" && each.entry.kind.startsWith("promise_")) renew(cache, ["promises"]);
        if (each.type === "contact") put(cache, contactQuery(each.contact.id, caseId ?? "").queryKey, each.contact);
      }
    },
    missed: () => {
      caseLive.missed();
      threadLive.missed();
      renew(cache, ["contact"]);
    },
  });
}
