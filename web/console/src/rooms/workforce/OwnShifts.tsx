import { t } from "@lingui/core/macro";
import type { Day, OwnWeek } from "~/client/contract/schedules";
import { DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { percent } from "~/kit/formats";
import { shiftSentence } from "./shiftWords";
import { dayWords, weekOf } from "./weekDays";

/** The days of one's own week, each with what is expected and how it went. */
export function OwnShifts({ week }: { week: OwnWeek }) {
  if (week.shifts.length === 0) return <Empty words={t`No hay turnos en esta semana.`} />;
  const adherence = (day: Day) => week.days.find((one) => one.day === day)?.adherence ?? null;
  return (
    <DataTable
      label={t`Turnos de la semana`}
      rows={weekOf(week.monday)}
      keyOf={(day) => day}
      columns={[
        { id: "day", head: t`Día`, cell: (day) => dayWords(day, true) },
        { id: "shift", head: t`Turno`, cell: (day) => said(week, day) },
        { id: "adherence", head: t`Adherencia`, align: "end", cell: (day) => (adherence(day) === null ? "—" : percent(adherence(day) ?? 0)) },
      ]}
    />
  );
}

function said(week: OwnWeek, day: Day): string {
  const shifts = week.shifts.filter((one) => (one.kind === "work" ? one.day === day : one.starts.slice(0, 10) <= day && one.ends > `${day}T00:00`));
  return shifts.length === 0 ? t`libre` : shifts.map(shiftSentence).join("; ");
}
