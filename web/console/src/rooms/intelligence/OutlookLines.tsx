import { t } from "@lingui/core/macro";
import { TrendingDown, TrendingUp } from "lucide-react";
import type { Outlook } from "~/client/contract/cases";
import { Chip } from "~/kit/Chip";
import { percent } from "~/kit/formats";
import css from "./OutlookLines.module.css";
import { REASONS } from "./outlookWords";

const LIKELY = 0.3;
const BADLY = 45;

/** How the case goes, as it is predicted, and why: nobody said so yet. */
export function OutlookLines({ outlook }: { outlook: Outlook }) {
  const likely: [string, number][] = [
    [t`Puede escalar`, outlook.escalation],
    [t`Puede irse`, outlook.churn],
    [t`Quiere comprar`, outlook.lead],
  ];
  const shown = likely.filter(([, share]) => share >= LIKELY);
  return (
    <div className={css.outlook}>
      <p className={css.figure}>
        <b data-tone={outlook.csat < BADLY ? "breached" : undefined}>{outlook.csat}</b>
        <span>{t`de 100: satisfacción prevista`}</span>
      </p>
      {shown.length > 0 ? (
        <p className={css.chips}>
          {shown.map(([words, share]) => (
            <Chip key={words} tone="line">
              {words} · {percent(share)}
            </Chip>
          ))}
        </p>
      ) : null}
      {outlook.reasons.length > 0 ? (
        <ul className={css.reasons}>
          {outlook.reasons.map(([reason, points]) => (
            <li key={reason}>
              {points < 0 ? <TrendingDown size={14} aria-hidden /> : <TrendingUp size={14} aria-hidden />}
              <span>{REASONS[reason]()}</span>
              <span className={css.points}>{pointsWords(points)}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function pointsWords(points: number): string {
  const many = Math.round(Math.abs(points));
  return points < 0 ? t`quita ${many}` : t`suma ${many}`;
}
