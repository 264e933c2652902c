import { t } from "@lingui/core/macro";
import type { AgentDay, DaySegment } from "~/client/contract/floor";
import type { PresenceReason } from "~/client/contract/who";
import { clockTime, longSpan } from "~/kit/formats";
import { presenceWords } from "./presenceWords";
import css from "./DayBar.module.css";

/** Somebody's day as a thin bar from midnight to now, and in words for whoever does not see it. */
export function DayBar({ day, now, reasons }: { day: AgentDay; now: number; reasons: readonly PresenceReason[] }) {
  const from = firstOf(day, now);
  const whole = Math.max(1, now - from);
  const parts = day.segments.filter((one) => one.state !== "offline" && endOf(one, now) > from);
  if (parts.length === 0) return <span className={css.none}>{t`sin actividad hoy`}</span>;
  return (
    <span className={css.bar} role="img" aria-label={parts.map((one) => said(one, now, reasons)).join("; ")}>
      {parts.map((one) => (
        <span
          key={one.since}
          className={css.part}
          data-state={one.state}
          title={said(one, now, reasons)}
          style={{ left: `${(100 * (Math.max(Date.parse(one.since), from) - from)) / whole}%`, width: `${(100 * (endOf(one, now) - Math.max(Date.parse(one.since), from))) / whole}%` }}
        />
      ))}
    </span>
  );
}

const LEAST = 4 * 3_600_000; // of a day: a bar is no wider stretched than this

/** The bar begins with the first work of the day, or some hours ago. */
function firstOf(day: AgentDay, now: number): number {
  const worked = day.segments.filter((one) => one.state !== "offline").map((one) => Date.parse(one.since));
  return Math.min(now - LEAST, ...worked);
}

function endOf(one: DaySegment, now: number): number {
  return one.until === null ? now : Date.parse(one.until);
}

function said(one: DaySegment, now: number, reasons: readonly PresenceReason[]): string {
  const span = longSpan(endOf(one, now) - Date.parse(one.since));
  const words = presenceWords(one, reasons);
  const at = clockTime(one.since);
  return t`${words} desde las ${at}, ${span}`;
}
