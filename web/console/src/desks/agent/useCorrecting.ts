import { t } from "@lingui/core/macro";
import { useQueryClient } from "@tanstack/react-query";
import type { Message } from "~/client/contract/messages";
import type { Aspect } from "~/client/contract/triage";
import { call } from "~/client/http";
import { useDoing } from "~/kit/deed";
import { caseQuery } from "~/rooms/cases/queries";
import { threadQuery, type ThreadPages } from "~/rooms/conversations/queries";
import { keep } from "~/rooms/conversations/thread";
import { meantOf } from "~/rooms/intelligence/triage/words";

/** Say what a message is instead of what was understood; undone by saying again what was. */
export function useCorrecting(caseId: string) {
  const cache = useQueryClient();
  const { perform } = useDoing();
  const say = (message: Message, aspect: Aspect, meant: string) => call("POST /messages/{id}/correct", { path: { id: message.id }, body: { aspect, meant } });
  const put = (message: Message) => {
    cache.setQueryData(threadQuery(caseId).queryKey, (old) => (old ? keep(old as ThreadPages, { kind: "message", message }) : old));
    void cache.invalidateQueries({ queryKey: caseQuery(caseId).queryKey });
    void cache.invalidateQueries({ queryKey: ["triage"] });
  };
  return (message: Message, aspect: Aspect, meant: string) => {
    const before = message.understood ? meantOf(message.understood, aspect) : meant;
    void perform({
      said: aspect === "engageable" && meant === "yes" ? t`Corregido: pide respuesta, con su promesa desde que llegó` : t`Corregido: se aprende para los que se le parezcan`,
      run: () => say(message, aspect, meant),
      undo: () => say(message, aspect, before).then(put),
      then: put,
    });
  };
}
