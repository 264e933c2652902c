import { t } from "@lingui/core/macro";
import type { AdherenceDay, DayLines } from "~/client/contract/schedules";
import { type Column, DataTable } from "~/kit/DataTable";
import { longSpan, percent } from "~/kit/formats";
import { DayLine } from "./DayLine";
import { stateWords } from "./stateWords";

const SECOND = 1000;

/** A team's people against their shifts, of one day with its two lines, or of the whole week. */
export function AdherenceTable({ days, lines, whole, now }: Props) {
  const rows = lines.people.map((person) => ({ person, day: summed(days.filter((one) => one.user_id === person.id)) }));
  const columns: Column<(typeof rows)[number]>[] = [{ id: "name", head: t`Agente`, cell: ({ person }) => person.name, width: "168px" }];
  if (!whole) {
    columns.push({
      id: "line",
      head: t`Esperado y real`,
      cell: ({ person }) => {
        const line = lines.lines.find((one) => one.user_id === person.id);
        return <DayLine begins={lines.begins} ends={lines.ends} expected={line?.expected ?? []} seen={line?.seen ?? []} now={now} stateName={stateWords} />;
      },
    });
  }
  columns.push(
    { id: "scheduled", head: t`En turno`, align: "end", cell: ({ day }) => time(day?.scheduled) },
    { id: "worked", head: t`Atendió`, align: "end", cell: ({ day }) => time(day?.worked) },
    { id: "adherence", head: t`Adherencia`, align: "end", cell: ({ day }) => share(day?.kept, day?.scheduled) },
    { id: "conformance", head: t`Conformidad`, align: "end", cell: ({ day }) => share(day?.worked, day?.work_scheduled) },
    { id: "late", head: t`Llegó tarde`, align: "end", cell: ({ day }) => lateness(day) },
    { id: "loose", head: t`Fuera de turno`, align: "end", cell: ({ day }) => time(day?.unscheduled) },
  );
  return <DataTable label={t`Adherencia del equipo`} columns={columns} rows={rows} keyOf={({ person }) => person.id} />;
}

interface Sum {
  scheduled: number;
  kept: number;
  work_scheduled: number;
  worked: number;
  unscheduled: number;
  late: number;
  absent: number;
}

function summed(days: readonly AdherenceDay[]): Sum | null {
  if (days.length === 0) return null;
  const sum = (of: (day: AdherenceDay) => number) => days.reduce((all, day) => all + of(day), 0);
  return {
    scheduled: sum((day) => day.scheduled),
    kept: sum((day) => day.kept),
    work_scheduled: sum((day) => day.work_scheduled),
    worked: sum((day) => day.worked),
    unscheduled: sum((day) => day.unscheduled),
    late: sum((day) => day.late ?? 0),
    absent: days.filter((day) => day.work_scheduled > 0 && day.late === null).length,
  };
}

function time(seconds: number | undefined): string {
  return seconds ? longSpan(seconds * SECOND) : "—";
}

/** A share that may be more than all of it: who stays longer conforms with 105 %. */
function share(part: number | undefined, whole: number | undefined): string {
  if (part === undefined || !whole) return "—";
  return part > whole ? `${Math.round((100 * part) / whole)} %` : percent(part / whole);
}

function lateness(day: Sum | null): string {
  if (day === null) return "—";
  if (day.absent > 0) return t`no vino`;
  return day.late >= 60 ? longSpan(day.late * SECOND) : "—";
}

interface Props {
  days: readonly AdherenceDay[];
  lines: DayLines;
  whole: boolean;
  now: number;
}
