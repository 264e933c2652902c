import { t } from "@lingui/core/macro";
import type { WeekPlan } from "~/client/contract/schedules";
import { type Column, DataTable } from "~/kit/DataTable";
import { count } from "~/kit/formats";
import css from "./HalfHours.module.css";
import { type Seen, tenth } from "./planNumbers";
import { halfHour } from "./weekDays";

/** The half hours of one day in figures: what the charts draw, and where people are missing. */
export function HalfHours({ label, seen, plan, place, gaps, band }: Props) {
  const rows = Array.from({ length: 48 }, (_, half) => place * 48 + half).filter(
    (slot) => (seen.expected[slot] ?? 0) >= 0.05 || (seen.came[slot] ?? 0) > 0 || (plan.scheduled[slot] ?? 0) > 0,
  );
  const columns: Column<number>[] = [
    { id: "at", head: t`Media hora`, cell: halfHour, width: "110px" },
    {
      id: "expected",
      head: t`Se espera`,
      align: "end",
      cell: (slot) => (band ? t`${tenth(seen.expected[slot] ?? 0)} (${count(seen.low[slot] ?? 0)} a ${count(seen.high[slot] ?? 0)})` : tenth(seen.expected[slot] ?? 0)),
    },
    { id: "came", head: t`Llegaron`, align: "end", cell: (slot) => known(seen.came[slot], count) },
    { id: "need", head: t`Hacen falta`, align: "end", cell: (slot) => tenth(seen.need[slot] ?? 0) },
  ];
  if (gaps) {
    columns.push(
      { id: "scheduled", head: t`En turno`, align: "end", cell: (slot) => tenth(plan.scheduled[slot] ?? 0) },
      { id: "present", head: t`Estuvieron`, align: "end", cell: (slot) => known(plan.present[slot], tenth) },
      { id: "gap", head: t`Diferencia`, align: "end", cell: (slot) => <Gap value={(plan.scheduled[slot] ?? 0) - (seen.need[slot] ?? 0)} /> },
    );
  }
  return <DataTable label={label} dense columns={columns} rows={rows} keyOf={String} empty={<p className={css.none}>{t`Nada se espera este día.`}</p>} />;
}

function known(value: number | null | undefined, say: (value: number) => string): string {
  return value === null || value === undefined ? "—" : say(value);
}

function Gap({ value }: { value: number }) {
  const words = tenth(Math.abs(value));
  if (value < -0.05) return <span className={css.short}>{t`faltan ${words}`}</span>;
  return <span>{value > 0.05 ? t`sobran ${words}` : t`justo`}</span>;
}

interface Props {
  label: string;
  seen: Seen;
  plan: WeekPlan;
  /** Which day of the week: Monday is 0. */
  place: number;
  /** Whether people are compared too: only for all channels together. */
  gaps: boolean;
  band: boolean;
}
