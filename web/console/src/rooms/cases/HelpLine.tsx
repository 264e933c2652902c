import { t } from "@lingui/core/macro";
import { LifeBuoy } from "lucide-react";
import type { ReactNode } from "react";
import type { Help } from "~/client/contract/help";
import { Button } from "~/kit/Button";
import { exactMoment } from "~/kit/formats";
import css from "./Help.module.css";
import { runningClock } from "./help";
import { HelpRing } from "./HelpRing";
import { helpStateWords, helpWords } from "./helpWords";

/** One asking for help: who, of whom, why, by when, and what can be done about it here. */
export function HelpLine({ one, myId, about, onAccept, onDecline, onGiveBack, onWithdraw }: Props) {
  const clock = runningClock(one);
  const helping = one.state === "accepted" && one.accepted_by?.id === myId;
  const asked = one.state === "asked";
  return (
    <li className={css.line}>
      <LifeBuoy size={16} aria-hidden />
      <span className={css.words}>
        <span>{helpWords(one)}</span>
        {one.why ? <span className={css.why}>{one.why}</span> : null}
        {one.answer ? <span className={css.why}>{t`Respuesta: ${one.answer}`}</span> : null}
        <span className={css.side} title={exactMoment(one.sent_at)}>
          {helpStateWords(one.state)}
          {about ? <span className={css.about}>{about}</span> : null}
        </span>
      </span>
      {clock ? <HelpRing clock={clock} /> : null}
      <span className={css.deeds}>
        {asked && one.for_me && !one.mine ? (
          <>
            <Button look="main" onClick={() => onAccept(one)}>
              {one.hands_over ? t`Tomar el caso` : t`Aceptar`}
            </Button>
            <Button onClick={() => onDecline(one)}>{t`No puedo…`}</Button>
          </>
        ) : null}
        {helping ? <Button look="main" onClick={() => onGiveBack(one)}>{t`Responder y devolver…`}</Button> : null}
        {asked && one.mine ? <Button onClick={() => onWithdraw(one)}>{t`Retirar`}</Button> : null}
      </span>
    </li>
  );
}

interface Props {
  one: Help;
  myId: string;
  /** Whose case it is, in a list of several. */
  about?: ReactNode;
  onAccept: (one: Help) => void;
  onDecline: (one: Help) => void;
  onGiveBack: (one: Help) => void;
  onWithdraw: (one: Help) => void;
}
