import { t } from "@lingui/core/macro";
import { CircleQuestionMark, Hand, TriangleAlert } from "lucide-react";
import type { Conversation } from "~/client/contract/cases";
import type { Message } from "~/client/contract/messages";
import { cx } from "~/kit/cx";
import { reasonWords } from "./deliveryWords";
import css from "./Thread.module.css";

export interface TroubleDeeds {
  channelOf: (message: Message) => string;
  verify: (message: Message) => void;
  resend: (message: Message) => void;
  cancel: (message: Message) => void;
  /** Of a message that never reached the server. */
  refused: (message: Message) => { retry: () => void; edit: () => void } | null;
}

/** Why a message of ours did not leave, or that we do not know; and what can be done. */
export function Trouble({ message, channel, deeds }: Props) {
  const { delivery } = message;
  if (!delivery) return null;
  const { state } = delivery;
  if (state !== "uncertain" && state !== "failed" && state !== "held" && state !== "blocked") return null;
  const Icon = state === "uncertain" ? CircleQuestionMark : state === "held" ? Hand : TriangleAlert;
  const tone = state === "uncertain" ? css.doubt : state === "held" ? css.held : css.fault;
  const refused = deeds.refused(message);
  return (
    <div className={cx(css.trouble, tone)} role={state === "uncertain" || state === "failed" ? "alert" : undefined}>
      <p className={css.reason}>
        <Icon size={14} aria-hidden />
        {reasonWords(delivery, channel(deeds.channelOf(message)))}
      </p>
      {delivery.deeds.includes("verify") ? (
        <button type="button" className={css.deed} onClick={() => deeds.verify(message)}>
          {t`Verificar ya`}
        </button>
      ) : null}
      {delivery.deeds.includes("resend") ? (
        <button type="button" className={css.deed} onClick={() => deeds.resend(message)}>
          {t`Reenviar`}
        </button>
      ) : null}
      {delivery.deeds.includes("cancel") ? (
        <button type="button" className={css.deed} onClick={() => deeds.cancel(message)}>
          {t`No enviar`}
        </button>
      ) : null}
      {refused ? (
        <>
          <button type="button" className={css.deed} onClick={refused.edit}>
            {t`Editar`}
          </button>
          <button type="button" className={css.deed} onClick={refused.retry}>
            {t`Reintentar`}
          </button>
        </>
      ) : null}
    </div>
  );
}

interface Props {
  message: Message;
  conversation: Conversation | null;
  channel: (channel: string) => string;
  deeds: TroubleDeeds;
}
