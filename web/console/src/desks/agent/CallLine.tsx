import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Message } from "~/client/contract/messages";
import { clockTime } from "~/kit/formats";
import { CallFacts } from "~/rooms/calls/CallFacts";
import { callsQuery } from "~/rooms/calls/callQueries";
import css from "~/rooms/conversations/Thread.module.css";

/** A call on the line of its case. */
export function CallLine({ caseId, message, glyph }: { caseId: string; message: Message; glyph: ReactNode }) {
  const { data } = useQuery(callsQuery(caseId));
  const one = data?.find((each) => each.message_id === message.id);
  return (
    <div className={css.entry}>
      <span className={css.node}>{glyph}</span>
      {one ? <CallFacts one={one} /> : <p className={css.joint}>{t`Llamada · ${clockTime(message.occurred_at)}`}</p>}
    </div>
  );
}
