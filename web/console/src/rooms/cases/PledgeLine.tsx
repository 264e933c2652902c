import { t } from "@lingui/core/macro";
import { CalendarClock, Check, Ellipsis, Flag, HandHelping, PhoneCall } from "lucide-react";
import type { ReactNode } from "react";
import type { Pledge } from "~/client/contract/pledges";
import { cx } from "~/kit/cx";
import { exactMoment } from "~/kit/formats";
import { IconButton } from "~/kit/IconButton";
import { Menu } from "~/kit/Menu";
import { MenuItem } from "~/kit/MenuItem";
import { dueTone, dueWords } from "./dueWords";
import css from "./Pledges.module.css";

/** One promise: what, by when, and what can be done about it. */
export function PledgeLine({ one, now, about, onKeep, onMove, onCancel }: Props) {
  const tone = dueTone(one, now);
  const ended = one.state === "kept" || one.state === "cancelled";
  const Kind = one.kind === "call_back" ? PhoneCall : HandHelping;
  return (
    <li className={cx(css.line, ended && css.ended)}>
      <span title={one.kind === "call_back" ? t`Llamada prometida` : t`Promesa`}>
        <Kind size={14} aria-hidden />
        <span className="unseen">{one.kind === "call_back" ? t`Llamada prometida` : t`Promesa`}</span>
      </span>
      <span className={css.words}>
        <span>{one.body}</span>
        <span className={css.side}>
          <span className={cx(tone && css[tone])} title={exactMoment(one.due_at)}>
            {tone === "broken" ? <Flag size={12} aria-hidden /> : null}
            {dueWords(one, now)}
          </span>
          {(about ?? one.by.name) ? " · " : null}
          {about ?? one.by.name}
        </span>
      </span>
      {ended ? null : (
        <>
          <IconButton icon={Check} name={t`Cumplida: ${one.body}`} onClick={() => onKeep(one)} />
          <Menu trigger={<IconButton icon={Ellipsis} name={t`Más sobre la promesa ${one.body}`} />}>
            <MenuItem onSelect={() => onMove(one)}>
              <CalendarClock size={16} aria-hidden />
              {t`Pasar a otra hora…`}
            </MenuItem>
            <MenuItem onSelect={() => onCancel(one)}>{t`Dejar sin efecto`}</MenuItem>
          </Menu>
        </>
      )}
    </li>
  );
}

interface Props {
  one: Pledge;
  now: number;
  /** Instead of who promised it: whose case it is. */
  about?: ReactNode;
  onKeep: (one: Pledge) => void;
  onMove: (one: Pledge) => void;
  onCancel: (one: Pledge) => void;
}
