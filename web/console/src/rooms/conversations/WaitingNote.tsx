import { t } from "@lingui/core/macro";
import { Clock } from "lucide-react";
import type { Message } from "~/client/contract/messages";
import { cx } from "~/kit/cx";
import { useNow } from "~/kit/now";
import css from "./Thread.module.css";
import type { TroubleDeeds } from "./Trouble";
import { waitingWords } from "./waiting";

/** Why an answer of ours is still here though nothing is wrong with it, and until when. */
export function WaitingNote({ message, channel, deeds }: Props) {
  const now = useNow();
  const words = message.delivery ? waitingWords(message.delivery, channel(deeds.channelOf(message)), now) : null;
  if (!words) return null;
  return (
    <div className={cx(css.trouble, css.held)}>
      <p className={css.reason}>
        <Clock size={14} aria-hidden />
        {words}
      </p>
      {message.delivery?.deeds.includes("cancel") ? (
        <button type="button" className={css.deed} onClick={() => deeds.cancel(message)}>
          {t`No enviar`}
        </button>
      ) : null}
    </div>
  );
}

interface Props {
  message: Message;
  channel: (channel: string) => string;
  deeds: TroubleDeeds;
}
