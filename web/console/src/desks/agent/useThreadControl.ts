import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { CaseDetail, Conversation } from "~/client/contract/cases";
import type { ThreadAct } from "~/client/contract/threads";
import { ready } from "~/kit/command";
import { useOffer } from "~/kit/commandHost";
import { useDoing } from "~/kit/deed";
import { caseQuery } from "~/rooms/cases/queries";
import { deciding, givingBack, handing, handingAgain } from "~/rooms/conversations/handing";
import { takeThread, threadCommands } from "~/rooms/conversations/threadCommands";

/** Who answers in the conversation that is written in: what may be done about it, by key, palette and button. */
export function useThreadControl(one: CaseDetail, conversation: Conversation) {
  const cache = useQueryClient();
  const { perform } = useDoing();
  const [passing, setPassing] = useState(false);
  const keep = (after: CaseDetail) => void cache.setQueryData(caseQuery(after.id).queryKey, after);
  const act = (which: ThreadAct, app = "", note = "") => void perform(handing(conversation, which, keep, app, note));
  const decide = (grants: boolean) => void perform(deciding(conversation, grants, keep));
  const give = (holder: "automation" | "person") => void perform(givingBack(conversation, keep, holder));
  const commands = ready(threadCommands, { conversation, act, pass: () => setPassing(true), decide, give }, (permission) => one.may.includes(permission));
  useOffer("threads", commands);
  const { thread } = conversation;
  return {
    keys: commands.find((each) => each.id === takeThread.id)?.keys,
    passing,
    act,
    decide,
    again: () => thread?.deed && void perform(handingAgain(thread.deed, keep)),
    pass: (app: string, note: string) => {
      setPassing(false);
      act("pass", app, note);
    },
    close: () => setPassing(false),
  };
}
