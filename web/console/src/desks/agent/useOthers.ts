import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Conversation } from "~/client/contract/cases";
import { othersOf } from "~/rooms/conversations/addresses";
import { threadQuery } from "~/rooms/conversations/queries";

const NOBODY: string[] = [];

/** Who else the last mail of a conversation went to: those who get the answer when it goes to all. */
export function useOthers(caseId: string, conversation: Conversation): string[] {
  const { data } = useInfiniteQuery({ ...threadQuery(caseId), enabled: conversation.capabilities.subject });
  return useMemo(() => {
    const items = (data?.pages ?? []).flatMap((page) => page.items);
    const mails = items.flatMap((item) => (item.kind === "message" && item.message.conversation_id === conversation.id ? [item.message] : []));
    const last = mails.filter((one) => one.direction === "in" && one.mail).toSorted((one, other) => (one.sort_at < other.sort_at ? -1 : 1)).at(-1);
    return last?.mail ? othersOf(last.mail, conversation.identity.value, conversation.account.address) : NOBODY;
  }, [data, conversation]);
}
