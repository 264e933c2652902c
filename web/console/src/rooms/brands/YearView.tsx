import { t } from "@lingui/core/macro";
import { type KeyboardEvent, useRef, useState } from "react";
import type { Opening, SpecialDay } from "~/client/contract/hours";
import { dateWords, kindWords, monthWords, openingsWords, weekdayWords } from "./hourWords";
import css from "./YearView.module.css";

const MONTHS = Array.from({ length: 12 }, (_, month) => month);
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/**
 * Twelve small months. Days that differ are marked by ground and by shape, never by colour alone; one stop of Tab
 * for the whole year, arrows move between its days, Enter opens one.
 */
export function YearView({ year, week, days, onOpen }: Props) {
  const special = new Map(days.map((one) => [one.day, one]));
  const [at, setAt] = useState(days[0]?.day ?? `${year}-01-01`);
  const root = useRef<HTMLDivElement>(null);
  const current = at.startsWith(`${year}-`) ? at : `${year}-01-01`;
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key] ?? (event.key === "PageDown" ? 30 : event.key === "PageUp" ? -30 : 0);
    if (step === 0) return;
    event.preventDefault();
    const to = isoAfter(current, step);
    if (!to.startsWith(`${year}-`)) return;
    setAt(to);
    root.current?.querySelector<HTMLElement>(`[data-day="${to}"]`)?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys belong to the days inside
    <div className={css.year} ref={root} onKeyDown={move}>
      {MONTHS.map((month) => (
        <table className={css.month} key={month}>
          <caption>{monthWords(month)}</caption>
          <thead>
            <tr>
              {week.map((_, day) => (
                // oxlint-disable-next-line react/no-array-index-key -- weekdays stand in their order
                <th key={day} scope="col" abbr={weekdayWords(day)}>
                  {weekdayWords(day, "narrow")}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(year, month).map((row) => (
              <tr key={row.find(Boolean)}>
                {row.map((day, place) => {
                  // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- nothing stands there
                  if (day === null) return <td key={`none-${String(place)}`} />;
                  const marked = special.get(day);
                  const openings = marked?.openings ?? week[place] ?? [];
                  return (
                    <td key={day}>
                      <button
                        type="button"
                        className={css.day}
                        data-day={day}
                        data-kind={marked?.kind}
                        data-open={openings.length > 0}
                        tabIndex={day === current ? 0 : -1}
                        aria-label={dayWords(day, marked, openings)}
                        title={marked ? dayWords(day, marked, openings) : undefined}
                        onFocus={() => setAt(day)}
                        onClick={() => onOpen(day)}
                      >
                        {Number(day.slice(8))}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      <p className={css.key} aria-hidden>
        <span className={css.sample} data-kind="holiday" /> {t`feriado`}
        <span className={css.sample} data-kind="closure" /> {t`cierre nuestro`}
        <span className={css.sample} data-kind="special" /> {t`otro horario`}
        <span className={css.sample} data-open="false" /> {t`cerrado cada semana`}
      </p>
    </div>
  );
}

interface Props {
  year: number;
  week: Opening[][];
  days: SpecialDay[];
  onOpen: (day: string) => void;
}

function dayWords(day: string, special: SpecialDay | undefined, openings: Opening[]): string {
  const told = [dateWords(day)];
  if (special) told.push(kindWords(special.kind));
  if (special?.name) told.push(special.name);
  told.push(openingsWords(openings));
  return told.join(", ");
}

function isoAfter(day: string, days: number): string {
  return new Date(new Date(`${day}T00:00:00Z`).getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** The weeks of a month, Monday first; null stands for days of its neighbours. */
function weeksOf(year: number, month: number): (string | null)[][] {
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const before = (new Date(Date.UTC(year, month, 1)).getUTCDay() + 6) % 7;
  const cells: (string | null)[] = Array.from({ length: before }, () => null);
  for (let day = 1; day <= length; day += 1) cells.push(new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10));
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, row) => cells.slice(row * 7, row * 7 + 7));
}
