import { t } from "@lingui/core/macro";
import type { ChannelPlan } from "~/client/contract/schedules";
import { DataTable } from "~/kit/DataTable";
import { longSpan, percent } from "~/kit/formats";
import css from "./LimitsTable.module.css";

/** What one contact takes of each channel, and how many at once serve the customer. */
export function LimitsTable({ channels, nameOf }: { channels: readonly ChannelPlan[]; nameOf: (channel: string) => string }) {
  return (
    <DataTable
      label={t`Tiempos y simultaneidad por canal`}
      rows={channels}
      keyOf={(one) => one.channel}
      columns={[
        { id: "channel", head: t`Canal`, cell: (one) => nameOf(one.channel) },
        { id: "work", head: t`Trabajo por caso`, cell: (one) => <Time seconds={one.assumed.work} measured={one.assumed.measured.includes("work")} /> },
        { id: "pace", head: t`Ritmo del cliente`, cell: (one) => <Time seconds={one.assumed.pace} measured={one.assumed.measured.includes("pace")} /> },
        { id: "typing", head: t`Escribe el agente`, cell: (one) => share(one.measured.typing, one.measured.work) },
        { id: "patience", head: t`Paciencia`, cell: (one) => (one.assumed.patience === null ? "—" : longSpan(one.assumed.patience * 1000)) },
        { id: "limit", head: t`A la vez`, cell: (one) => (one.live ? t`${one.limit.in_force}; conviene ${one.limit.recommended}` : String(one.limit.in_force)) },
        { id: "why", head: t`Por qué`, cell: (one) => (one.live ? why(one) : t`Puede esperar su turno: cuenta el trabajo, no la simultaneidad.`) },
      ]}
    />
  );
}

function Time({ seconds, measured }: { seconds: number; measured: boolean }) {
  const words = longSpan(seconds * 1000);
  return measured ? <span>{words}</span> : <span className={css.usual}>{t`${words} (supuesto)`}</span>;
}

function share(part: number | null, whole: number | null): string {
  return part === null || !whole ? "—" : percent(Math.min(1, part / whole));
}

/** Why no more: the reason that the next conversation would give. */
function why(one: ChannelPlan): string {
  const { recommended, lasts, busy } = one.limit;
  const first = lasts[0] ?? 1;
  const more = Math.min(recommended, lasts.length - 1);
  const longer = percent(Math.max(0, (lasts[more] ?? first) / first - 1));
  const hands = percent(busy[more] ?? 1);
  if (one.limit.why === "alone") return t`Con dos, cada diálogo duraría ${longer} más: el trabajo pesa más que la espera del cliente.`;
  if (one.limit.why === "pace") return t`Con una más, cada diálogo duraría ${longer} más.`;
  if (one.limit.why === "hands") return t`Con una más, las manos estarían ocupadas ${hands} del tiempo.`;
  return t`El cliente tarda tanto en responder que caben todas.`;
}
