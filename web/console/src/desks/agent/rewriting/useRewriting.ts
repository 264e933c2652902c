import { t } from "@lingui/core/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useState } from "react";
import type { CaseDetail, Conversation } from "~/client/contract/cases";
import type { Manner } from "~/client/contract/llmEndpoints";
import { call } from "~/client/http";
import { ready } from "~/kit/command";
import { useOffer } from "~/kit/commandHost";
import { useDoing } from "~/kit/deed";
import { meQuery } from "~/rooms/access/queries";
import { openRewriting, rewriteCommands } from "~/rooms/intelligence/llm/rewriteCommands";
import { useMe } from "../useMe";

const LONGEST = 10_000; // characters that may be asked about

/** Another wording of what is written, asked of the model outside; it stands beside the draft until somebody chooses. */
export function useRewriting({ one, conversation, reply, wanted, reword, field }: Asked) {
  const me = useMe();
  const cache = useQueryClient();
  const { perform } = useDoing();
  const [opened, setOpened] = useState(0);
  const model = me.language_model?.uses.includes("rewrite") ? me.language_model.model : null;
  const asking = useMutation({
    mutationFn: ({ text, manner, caseId, conversationId, leave }: Question) =>
      call("POST /cases/{case_id}/rewrite", { path: { case_id: caseId }, body: { conversation_id: conversationId, text, manner }, signal: leave.signal }),
    onSuccess: ({ trouble }) => {
      if (trouble === "off") void cache.invalidateQueries({ queryKey: meQuery.queryKey }); // somebody switched it off meanwhile
    },
  });
  const question = asking.variables?.conversationId === conversation.id && asking.variables.caseId === one.id ? asking.variables : null;
  const said = question && asking.data?.text ? asking.data : null;
  const may = model !== null && wanted && one.may.includes("case.reply");
  const able = may && reply.trim() !== "" && reply.length <= LONGEST && !asking.isPending;

  const ask = (manner: Manner) =>
    asking.mutate({ text: reply, manner, caseId: one.id, conversationId: conversation.id, leave: new AbortController() });
  const keep = () => {
    question?.leave.abort(); // who waits no longer hears nothing of it; what it costs, it costs
    asking.reset();
    field.current?.focus();
  };
  const take = () => {
    if (!said?.id) return;
    const { id, text } = said;
    let back = () => undefined as void;
    void perform({
      said: t`Redacción del modelo puesta`,
      run: async () => {
        back = reword(id, text);
      },
      undo: async () => back(),
      then: () => asking.reset(),
    });
    field.current?.focus();
  };
  const commands = ready(
    rewriteCommands,
    { ready: able, proposed: may && said !== null, asked: may && question !== null, open: () => setOpened((before) => before + 1), ask, take, keep },
    (permission) => one.may.includes(permission),
  );
  useOffer("rewriting", commands);
  return {
    /** The model that may be asked here; null where none may. */
    model: may ? model : null,
    able,
    opened,
    keys: commands.find((each) => each.id === openRewriting.id)?.keys,
    question: may ? question : null,
    waiting: asking.isPending,
    answer: asking.data ?? null,
    error: asking.error,
    /** The draft is no longer the one that was asked about. */
    stale: question !== null && question.text !== reply,
    ask,
    take,
    keep,
  };
}

interface Question {
  text: string;
  manner: Manner;
  caseId: string;
  conversationId: string;
  leave: AbortController;
}

interface Asked {
  one: CaseDetail;
  conversation: Conversation;
  /** What is written so far. */
  reply: string;
  /** It is a reply that is written, in words of one's own. */
  wanted: boolean;
  reword: (id: string, text: string) => () => void;
  field: RefObject<HTMLTextAreaElement | null>;
}

export type Rewriting = ReturnType<typeof useRewriting>;
