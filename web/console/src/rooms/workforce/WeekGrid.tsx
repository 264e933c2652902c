/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-to-interactive-role --
   a grid's cells are what the arrows move between (WAI-ARIA, grid) */
import { t } from "@lingui/core/macro";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Day, ScheduleWeek, Shift, ShiftPerson } from "~/client/contract/schedules";
import { partName, shiftSentence, shiftTimes } from "./shiftWords";
import { dayWords, weekOf } from "./weekDays";
import css from "./WeekGrid.module.css";

/**
 * A team's week: people down, days across. Arrows move; Enter edits the shift of a cell or writes one; Delete takes it
 * out; C keeps it in mind and V writes it again where one stands.
 */
export function WeekGrid({ week, today, onEdit, onCancel, onCopy, onPaste }: Props) {
  const [at, setAt] = useState<[number, number]>([0, 0]);
  const table = useRef<HTMLTableElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const days = weekOf(week.monday);
  useEffect(() => showToday(box.current), [week.monday]);
  const shiftsOf = (person: ShiftPerson, day: Day) => week.shifts.filter((one) => one.user_id === person.id && covers(one, day));
  const move = (row: number, column: number) => {
    const next: [number, number] = [clamp(row, week.people.length), clamp(column, 7)];
    setAt(next);
    table.current?.querySelector<HTMLElement>(`[data-cell="${next[0]}.${next[1]}"]`)?.focus();
  };
  const press = (event: KeyboardEvent, person: ShiftPerson, day: Day, row: number, column: number) => {
    const steps: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const step = steps[event.key];
    const [first] = shiftsOf(person, day);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (step) move(row + step[0], column + step[1]);
    else if (event.key === "Home") move(row, 0);
    else if (event.key === "End") move(row, 6);
    else if (event.key === "Enter" || event.key === " ") onEdit(person, day, first ?? null);
    else if ((event.key === "Delete" || event.key === "Backspace") && first) onCancel(first);
    else if (event.key === "c" && first) onCopy(first);
    else if (event.key === "v") onPaste(person, day);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={box} className={css.scroll}>
      <table ref={table} className={css.grid} role="grid" aria-label={t`Turnos de la semana`}>
        <thead>
          <tr>
            <th scope="col">{t`Agente`}</th>
            {days.map((day) => (
              <th key={day} scope="col" data-today={day === today}>
                {dayWords(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {week.people.map((person, row) => (
            <tr key={person.id}>
              <th scope="row">{person.name}</th>
              {days.map((day, column) => {
                const shifts = shiftsOf(person, day);
                return (
                  <td
                    key={day}
                    data-cell={`${row}.${column}`}
                    data-today={day === today}
                    tabIndex={at[0] === row && at[1] === column ? 0 : -1}
                    onFocus={() => setAt([row, column])}
                    onClick={() => onEdit(person, day, shifts[0] ?? null)}
                    onKeyDown={(event) => press(event, person, day, row, column)}
                  >
                    <span className="unseen">{t`${person.name}, ${dayWords(day, true)}: ${said(shifts)}`}</span>
                    {shifts.map((one) => (
                      <span key={one.id} className={css.shift} data-kind={one.kind} title={shiftSentence(one)} aria-hidden>
                        <span className={css.times}>{shiftTimes(one)}</span>
                        {one.parts.length > 0 ? <span className={css.parts}>{one.parts.map((part) => `${partName(part.kind)} ${part.starts}`).join(" · ")}</span> : null}
                      </span>
                    ))}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Where the week is wider than its place, it begins with the day that it is, beside the names. */
function showToday(box: HTMLElement | null) {
  const day = box?.querySelector<HTMLElement>("thead [data-today=true]");
  const names = box?.querySelector<HTMLElement>("thead th");
  if (box && day && names) box.scrollLeft = Math.max(0, day.offsetLeft - names.offsetWidth);
}

function covers(shift: Shift, day: Day): boolean {
  if (shift.kind === "work") return shift.day === day;
  return shift.starts.slice(0, 10) <= day && shift.ends > `${day}T00:00`;
}

function said(shifts: readonly Shift[]): string {
  return shifts.length === 0 ? t`sin turno` : shifts.map(shiftSentence).join("; ");
}

function clamp(place: number, length: number): number {
  return Math.max(0, Math.min(length - 1, place));
}

interface Props {
  week: ScheduleWeek;
  today: Day;
  onEdit: (person: ShiftPerson, day: Day, shift: Shift | null) => void;
  onCancel: (shift: Shift) => void;
  onCopy: (shift: Shift) => void;
  onPaste: (person: ShiftPerson, day: Day) => void;
}
