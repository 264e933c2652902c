import { t } from "@lingui/core/macro";
import { BellRing, BellOff, Ellipsis } from "lucide-react";
import type { Alert } from "~/client/contract/floor";
import type { Queue } from "~/client/contract/who";
import { Chip } from "~/kit/Chip";
import type { Ready } from "~/kit/command";
import { type Column, DataTable } from "~/kit/DataTable";
import { clockTime, longSpan, moment } from "~/kit/formats";
import { IconButton } from "~/kit/IconButton";
import { Menu } from "~/kit/Menu";
import { MenuItem } from "~/kit/MenuItem";
import { useNow } from "~/kit/now";
import { deedWords, ruleWords, worstWords } from "./alertWords";

/** Alerts with what they said, whose they are, and what was done. */
export function AlertsTable({ label, alerts, queues, deeds, empty }: Props) {
  const now = useNow(10_000);
  const columns: Column<Alert>[] = [
    { id: "rule", head: t`Alerta`, cell: (one) => ruleWords(one, queues.find((queue) => queue.id === one.queue_id)?.name ?? null) },
    { id: "state", head: t`Estado`, cell: (one) => <AlertState alert={one} now={now} /> },
    { id: "value", head: t`Valor`, align: "end", cell: worstWords },
    { id: "raised", head: t`Desde`, align: "end", cell: (one) => moment(one.raised_at, now) },
    { id: "lasts", head: t`Duró`, align: "end", cell: (one) => longSpan((one.ended_at ? Date.parse(one.ended_at) : now) - Date.parse(one.raised_at)) },
    { id: "owner", head: t`De quién es`, cell: (one) => one.owner },
    { id: "marks", head: t`Qué se hizo`, cell: (one) => one.marks.map((mark) => `${mark.who} ${deedWords(mark.what)}`).join(", ") || "–" },
    {
      id: "deeds",
      head: t`Acciones`,
      unseen: true,
      align: "end",
      cell: (one) => {
        const offered = deeds(one);
        return offered.length === 0 ? null : (
          <Menu trigger={<IconButton icon={Ellipsis} name={t`Acciones de la alerta`} />}>
            {offered.map((each) => (
              <MenuItem key={each.id} onSelect={each.run}>
                {each.words}
              </MenuItem>
            ))}
          </Menu>
        );
      },
    },
  ];
  return <DataTable dense label={label} columns={columns} rows={alerts} keyOf={(one) => one.id} empty={empty} />;
}

function AlertState({ alert, now }: { alert: Alert; now: number }) {
  if (alert.ended_at !== null) return t`terminó`;
  if (alert.snoozed_until !== null && Date.parse(alert.snoozed_until) > now) {
    const until = clockTime(alert.snoozed_until);
    return (
      <Chip tone="line">
        <BellOff size={12} aria-hidden />
        {t`pospuesta hasta las ${until}`}
      </Chip>
    );
  }
  return (
    <Chip tone="breached">
      <BellRing size={12} aria-hidden />
      {t`sigue`}
    </Chip>
  );
}

interface Props {
  label: string;
  alerts: readonly Alert[];
  queues: readonly Queue[];
  deeds: (alert: Alert) => Ready[];
  empty: React.ReactNode;
}
