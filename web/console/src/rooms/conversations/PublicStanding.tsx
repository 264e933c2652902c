import { t } from "@lingui/core/macro";
import { TriangleAlert } from "lucide-react";
import type { Message } from "~/client/contract/messages";
import { cx } from "~/kit/cx";
import { busy, standingWords } from "./moderating";
import css from "./Thread.module.css";

/** What is being done with something said in public, or why it was not. */
export function PublicStanding({ message, channel, onRetry }: Props) {
  const deed = message.moderation;
  if (!deed || (!busy(deed) && deed.state !== "failed")) return null;
  if (busy(deed)) {
    return (
      <p className={css.courtesy} role="status">
        {standingWords(deed, channel)}
      </p>
    );
  }
  return (
    <div className={cx(css.trouble, css.fault)} role="alert">
      <p className={css.reason}>
        <TriangleAlert size={14} aria-hidden />
        {standingWords(deed, channel)}
      </p>
      {deed.reason_code === "gone" ? null : (
        <button type="button" className={css.deed} onClick={onRetry}>
          {t`Pedir otra vez`}
        </button>
      )}
    </div>
  );
}

interface Props {
  message: Message;
  channel: string;
  onRetry: () => void;
}
