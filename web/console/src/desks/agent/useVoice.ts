import { useQueryClient } from "@tanstack/react-query";
import type { CaseDetail, Conversation } from "~/client/contract/cases";
import { ready } from "~/kit/command";
import { useOffer } from "~/kit/commandHost";
import { useDoing } from "~/kit/deed";
import { answeringAs } from "~/rooms/conversations/answeringAs";
import { voiceCommands } from "~/rooms/conversations/voiceCommands";

/** As whom a conversation is answered: what changes it, null where nothing may. */
export function useVoice(one: CaseDetail, conversation: Conversation): (() => void) | null {
  const cache = useQueryClient();
  const { perform } = useDoing();
  const change = () => {
    const deed = answeringAs(cache, one, conversation);
    if (deed) void perform(deed);
  };
  const offered = ready(voiceCommands, { conversation, change }, (permission) => one.may.includes(permission));
  useOffer("voice", offered);
  return offered[0]?.run ?? null;
}
