import { t } from "@lingui/core/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useContext } from "react";
import type { CaseDetail } from "~/client/contract/cases";
import type { Message } from "~/client/contract/messages";
import { call } from "~/client/http";
import { uuid7 } from "~/client/uuid7";
import { useDoing } from "~/kit/deed";
import { now } from "~/kit/now";
import { type Back, backOf } from "~/rooms/conversations/drafts";
import { UploadsContext } from "~/rooms/conversations/OutboxContext";
import { threadQuery, type ThreadPages } from "~/rooms/conversations/queries";
import { keep } from "~/rooms/conversations/thread";
import type { TroubleDeeds } from "~/rooms/conversations/Trouble";
import { useOutgoing } from "~/rooms/conversations/useOutgoing";

/** The ways out of a delivery that failed, waits or is in doubt. */
export function useTrouble(one: CaseDetail, edit: (back: Back) => void): TroubleDeeds {
  const cache = useQueryClient();
  const { perform } = useDoing();
  const { outbox, outgoing } = useOutgoing();
  const uploads = useContext(UploadsContext);
  const show = (message: Message) =>
    cache.setQueryData(threadQuery(one.id).queryKey, (old) => (old ? keep(old as ThreadPages, { kind: "message", message }) : old));
  return {
    channelOf: (message) => one.conversations.find((each) => each.id === message.conversation_id)?.channel ?? one.channel,
    verify: (message) =>
      void perform({
        said: t`Verificado con el canal`,
        run: () => call("POST /messages/{id}/verify", { path: { id: message.id }, body: {} }),
        undo: null,
        then: show,
      }),
    resend: (message) =>
      void perform({
        said: t`Reenviado como mensaje nuevo`,
        run: () => call("POST /messages/{id}/resend", { path: { id: message.id }, body: { id: uuid7(now()) } }),
        undo: null,
        then: show,
      }),
    cancel: (message) =>
      void perform({
        said: t`El mensaje no saldrá`,
        run: () => call("POST /messages/{id}/cancel", { path: { id: message.id }, body: {} }),
        undo: null,
        then: show,
      }),
    refused: (message) => {
      const waiting = outgoing.find((each) => each.body.id === message.id && each.state === "refused");
      if (!waiting) return null;
      return {
        retry: () => outbox.retry(message.id),
        edit: () => {
          outbox.discard(message.id);
          edit(backOf(waiting.body, waiting.files));
          uploads?.giveBack(Object.keys(waiting.pending));
        },
      };
    },
  };
}
