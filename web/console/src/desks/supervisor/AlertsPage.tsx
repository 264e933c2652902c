import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, useState } from "react";
import type { Alert, AlertDeed, AlertRule } from "~/client/contract/floor";
import { call } from "~/client/http";
import { uuid7 } from "~/client/uuid7";
import { Button } from "~/kit/Button";
import { ready } from "~/kit/command";
import { useOffer } from "~/kit/commandHost";
import { type Column, DataTable } from "~/kit/DataTable";
import { useDoing } from "~/kit/deed";
import { Empty } from "~/kit/Empty";
import { Loaded } from "~/kit/Loaded";
import { now } from "~/kit/now";
import { Page } from "~/kit/Page";
import { Part } from "~/kit/Part";
import { Section } from "~/kit/Section";
import { meQuery } from "~/rooms/access/queries";
import { useMay } from "~/rooms/access/useMay";
import { assigneesQuery, queuesQuery } from "~/rooms/cases/queries";
import { alertCommands } from "~/rooms/console/alertCommands";
import { alertRulesQuery, alertsQuery } from "~/rooms/console/alertQueries";
import { AlertsTable } from "~/rooms/console/AlertsTable";
import { ruleWords } from "~/rooms/console/alertWords";
import { useAlerts } from "~/rooms/console/useAlerts";

const AlertRuleDialog = lazy(() => import("~/rooms/console/AlertRuleDialog").then((file) => ({ default: file.AlertRuleDialog })));

/** What passed its threshold and lasts, what did before, and what raises alerts. */
export function AlertsPage() {
  const cache = useQueryClient();
  const may = useMay();
  const { perform } = useDoing();
  const { data: me } = useQuery(meQuery);
  const queues = useQuery(queuesQuery);
  const people = useQuery(assigneesQuery);
  const alerts = useQuery(alertsQuery);
  const rules = useQuery(alertRulesQuery);
  const [making, setMaking] = useState(false);
  useAlerts(alerts.data, me?.preferences.sound ?? "drop");
  const put = (told: Alert[]) => cache.setQueryData(alertsQuery.queryKey, told);
  const act = (one: Alert, deed: AlertDeed, said: string, until?: string) =>
    void perform({ said, run: () => call("POST /floor/alerts/{id}", { path: { id: one.id }, body: { deed, ...(until ? { until } : {}) } }), undo: null, then: put });
  const deeds = (alert: Alert) =>
    ready(
      alertCommands,
      {
        alert,
        see: () => act(alert, "seen", t`Alerta vista`),
        act: () => act(alert, "acted", t`Queda dicho quién se ocupa`),
        snooze: (minutes) => act(alert, "snoozed", t`Alerta pospuesta`, new Date(now() + minutes * 60_000).toISOString()),
      },
      () => true,
    );
  const lasting = (alerts.data ?? []).filter((one) => one.ended_at === null);
  useOffer("floor", lasting.flatMap((alert) => deeds(alert).map((one) => ({ ...one, id: `${one.id}.${alert.id}` }))));
  const nameOf = (id: string | null) => (id === null ? null : (queues.data?.find((one) => one.id === id)?.name ?? null));
  const again = () => void cache.invalidateQueries({ queryKey: ["floor"] });
  const retire = (one: AlertRule) =>
    void perform({ said: t`Alerta retirada`, run: () => call("DELETE /floor/alert-rules/{id}", { path: { id: one.id } }), undo: null, then: again });
  const columns: Column<AlertRule>[] = [
    { id: "rule", head: t`Cuándo`, cell: (one) => ruleWords(one, nameOf(one.queue_id)) },
    { id: "owner", head: t`A quién se avisa`, cell: (one) => one.owner },
    { id: "sound", head: t`Sonido`, cell: (one) => (one.sound ? t`sí` : t`no`) },
    {
      id: "deeds",
      head: t`Acciones`,
      unseen: true,
      align: "end",
      cell: (one) => (may("alerts.manage") ? <Button look="bare" aria-label={t`Retirar: ${ruleWords(one, nameOf(one.queue_id))}`} onClick={() => retire(one)}>{t`Retirar`}</Button> : null),
    },
  ];
  return (
    <Page
      title={t`Alertas`}
      lede={t`Un número fuera de su límite por un rato avisa a quien le toca, en sus horas.`}
      wide
      deeds={may("alerts.manage") ? <Button look="main" onClick={() => setMaking(true)}>{t`Alerta nueva`}</Button> : null}
    >
      <Section title={t`Siguen`} stacked>
        <Loaded query={alerts} rows={3}>
          {() => <AlertsTable label={t`Siguen`} alerts={lasting} queues={queues.data ?? []} deeds={deeds} empty={<Empty words={t`Ninguna alerta ahora.`} />} />}
        </Loaded>
      </Section>
      <Section title={t`Qué avisa`} stacked>
        <Loaded query={rules} rows={3}>
          {(found) => (
            <DataTable
              dense
              label={t`Qué avisa`}
              columns={columns}
              rows={found}
              keyOf={(one) => one.id}
              empty={<Empty words={t`Nada avisa todavía. Por ejemplo: mayor espera de más de 10 minutos durante 2 minutos en una cola.`} />}
            />
          )}
        </Loaded>
      </Section>
      <Section title={t`Terminaron`} stacked>
        <AlertsTable
          label={t`Terminaron`}
          alerts={(alerts.data ?? []).filter((one) => one.ended_at !== null)}
          queues={queues.data ?? []}
          deeds={() => []}
          empty={<Empty words={t`Ninguna todavía.`} />}
        />
      </Section>
      {making && me ? (
        <Part>
          <AlertRuleDialog
            queues={queues.data ?? []}
            people={people.data ?? []}
            myId={me.user.id}
            onClose={() => setMaking(false)}
            onMake={(draft) => call("POST /floor/alert-rules", { body: { id: uuid7(), ...draft } }).then((told) => cache.setQueryData(alertRulesQuery.queryKey, told))}
          />
        </Part>
      ) : null}
    </Page>
  );
}
