import { t } from "@lingui/core/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Id } from "~/client/contract/basics";
import { call } from "~/client/http";
import { useDoing } from "~/kit/deed";
import { type Back, backOf, readDraft, rewritten } from "~/rooms/conversations/drafts";
import { useDrafts } from "~/rooms/conversations/useDraft";
import { threadQuery, type ThreadPages } from "~/rooms/conversations/queries";
import { keep } from "~/rooms/conversations/thread";
import { useOutgoing } from "~/rooms/conversations/useOutgoing";
import type { Writing } from "./useCompose";
import { useMe } from "./useMe";

/** Offer, for as long as a message rests on the server, to take it back; its words and files go back where they were written. */
export function useUndoSend(caseId: Id | null, write: (mode: Writing["mode"], back: Back) => void, open: (caseId: Id) => void) {
  const cache = useQueryClient();
  const me = useMe();
  const { perform } = useDoing();
  const { outbox } = useOutgoing();
  const drafts = useDrafts();
  const goOn = useRef<((id: Id, back: Back) => void) | null>(null);
  useEffect(() => {
    goOn.current = (id, back) => {
      if (id === caseId) return write("reply", back);
      drafts.write(id, rewritten(readDraft(me.user.id, id), back));
      open(id);
    };
  });
  useEffect(
    () =>
      outbox.hear((message, body) => {
        const { case_id: id, undo_seconds: seconds } = body;
        if (seconds === 0 || !message.delivery?.deeds.includes("cancel")) return;
        void perform({
          said: t`El mensaje sale en ${seconds} s`,
          run: () => Promise.resolve(message),
          undo: () => call("POST /messages/{id}/cancel", { path: { id: message.id }, body: {} }),
          then: (one) =>
            cache.setQueryData(threadQuery(id).queryKey, (old) => (old ? keep(old as ThreadPages, { kind: "message", message: one }) : old)),
          back: () => goOn.current?.(id, backOf(body, message.attachments)),
          lasts: seconds * 1_000,
        });
      }),
    [cache, outbox, perform],
  );
}
