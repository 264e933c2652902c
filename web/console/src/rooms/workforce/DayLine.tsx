import { t } from "@lingui/core/macro";
import type { DayStretch } from "~/client/contract/schedules";
import { clockTime } from "~/kit/formats";
import css from "./DayLine.module.css";
import { expectedName } from "./shiftWords";

/** A day in two lines: what was expected above, what was below; in words for whoever does not see it. */
export function DayLine({ begins, ends, expected, seen, now, stateName }: Props) {
  const from = Date.parse(begins);
  const whole = Date.parse(ends) - from;
  const bar = (one: DayStretch) => {
    const start = Math.max(from, Date.parse(one.begins));
    const end = Math.min(from + whole, one.ends === null ? now : Date.parse(one.ends));
    return { left: `${(100 * (start - from)) / whole}%`, width: `${Math.max(0, (100 * (end - start)) / whole)}%` };
  };
  const shown = seen.filter((one) => one.what !== "offline");
  const words = [...expected.map((one) => said(one, expectedName(one.what))), ...shown.map((one) => said(one, stateName(one.what, one.reason)))];
  return (
    <span className={css.lines} role="img" aria-label={words.length > 0 ? words.join("; ") : t`sin turno ni actividad`}>
      <span className={css.line}>
        {expected.map((one) => (
          <span key={one.begins} className={css.part} data-expected={one.what} style={bar(one)} title={said(one, expectedName(one.what))} />
        ))}
      </span>
      <span className={css.line}>
        {shown.map((one) => (
          <span key={one.begins} className={css.part} data-state={one.what} style={bar(one)} title={said(one, stateName(one.what, one.reason))} />
        ))}
      </span>
    </span>
  );
}

function said(one: DayStretch, name: string): string {
  const until = one.ends === null ? t`ahora` : clockTime(one.ends);
  return t`${name} de ${clockTime(one.begins)} a ${until}`;
}

interface Props {
  begins: string;
  ends: string;
  expected: readonly DayStretch[];
  seen: readonly DayStretch[];
  now: number;
  stateName: (state: string, reason: string) => string;
}
