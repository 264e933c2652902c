import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { CaseDetail } from "~/client/contract";
import { call } from "~/client/http";
import { threadQuery, type ThreadPages } from "~/rooms/conversations/queries";
import { byPlace } from "~/rooms/conversations/thread";

const AFTER = 600;

/** Seen for a moment is read: up to the last message on this screen, and only while the page is in view. */
export function useMarkRead(one: CaseDetail) {
  const cache = useQueryClient();
  useEffect(() => {
    if (one.unread === 0) return;
    const timer = setTimeout(() => {
      if (document.visibilityState !== "visible") return;
      const pages = cache.getQueryData(threadQuery(one.id).queryKey) as ThreadPages | undefined;
      const last = (pages?.pages[0]?.items ?? []).toSorted(byPlace).findLast((item) => item.kind === "message");
      if (last?.kind !== "message") return;
      // A read that is lost is sent again with the next message: nothing to say to anyone.
      call("POST /cases/{id}/read", { path: { id: one.id }, body: { message_id: last.message.id } }).catch(() => undefined);
    }, AFTER);
    return () => clearTimeout(timer);
  }, [cache, one.id, one.unread, one.last_message_at]);
}
