import { t } from "@lingui/core/macro";
import type { QueryClient } from "@tanstack/react-query";
import type { CaseDetail, Conversation } from "~/client/contract/cases";
import { call } from "~/client/http";
import type { Deed } from "~/kit/deed";

/** Answering as the account of care, or as the one that was written to: whichever does not answer now. */
export function answeringAs(cache: QueryClient, one: CaseDetail, conversation: Conversation): Deed<CaseDetail> | null {
  const { voice } = conversation;
  if (!voice) return null;
  const put = (as: "care" | "own") => call("PUT /conversations/{id}/voice", { path: { id: conversation.id }, body: { case_id: one.id, voice: as } });
  const name = voice.speaks ? conversation.account.name : voice.name;
  return {
    said: t`Se responde como ${name}`,
    run: () => put(voice.speaks ? "own" : "care"),
    undo: () => put(voice.speaks ? "care" : "own"),
    then: () => {
      void cache.invalidateQueries({ queryKey: ["case", one.id] });
    },
  };
}
