import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { CaseDetail } from "~/client/contract/cases";
import { call } from "~/client/http";
import { threadQuery, type ThreadPages } from "~/rooms/conversations/queries";
import { byPlace } from "~/rooms/conversations/thread";

const AFTER = 600;
const AGAIN = 4_000;

/** Seen for a moment is read: up to the last message on this screen, and only while the page is in view. */
export function useMarkRead(one: CaseDetail, marks: boolean) {
  const cache = useQueryClient();
  useEffect(() => {
    if (one.unread === 0 || !marks) return;
    let left = false;
    let timer = 0;
    const later = (after: number) => {
      if (!left) timer = window.setTimeout(look, after);
    };
    // What is not in view, not there yet or did not reach the server is looked at again; the row goes quiet when it did.
    const look = () => {
      const pages = cache.getQueryData(threadQuery(one.id).queryKey) as ThreadPages | undefined;
      const last = (pages?.pages[0]?.items ?? []).toSorted(byPlace).findLast((item) => item.kind === "message");
      if (document.visibilityState !== "visible" || last?.kind !== "message") return later(AGAIN);
      call("POST /cases/{id}/read", { path: { id: one.id }, body: { message_id: last.message.id } }).catch(() => later(AGAIN));
    };
    later(AFTER);
    return () => {
      left = true;
      window.clearTimeout(timer);
    };
  }, [cache, one.id, one.unread, one.last_message_at, marks]);
}
