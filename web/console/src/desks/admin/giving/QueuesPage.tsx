import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { QueueRow } from "~/client/contract/routing";
import type { Team } from "~/client/contract/who";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Confirm } from "~/kit/Confirm";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { Loaded } from "~/kit/Loaded";
import { longSpan } from "~/kit/formats";
import { Page } from "~/kit/Page";
import { teamsQuery } from "~/rooms/cases/queries";
import { queueTermsQuery } from "~/rooms/routing/queries";
import { acceptWords, modeWords } from "~/rooms/routing/queueWords";
import { QueueDialog } from "./QueueDialog";

/** Where cases wait, and how each queue gives them. */
export function QueuesPage() {
  const cache = useQueryClient();
  const query = useQuery(queueTermsQuery);
  const teams = useQuery(teamsQuery);
  const [asked, setAsked] = useState<QueueRow | "new" | null>(null);
  const [closing, setClosing] = useState<QueueRow | null>(null);
  const again = () => Promise.all([cache.invalidateQueries({ queryKey: ["routing"] }), cache.invalidateQueries({ queryKey: ["queues"] })]);
  return (
    <Page
      wide
      title={t`Colas`}
      lede={t`Dónde esperan los casos, qué equipo los atiende y cómo llegan a cada persona.`}
      deeds={
        <Button look="main" onClick={() => setAsked("new")}>
          {t`Nueva cola`}
        </Button>
      }
    >
      <Loaded query={query} rows={4}>
        {(rows) => (
          <DataTable
            dense
            label={t`Colas`}
            columns={columns(rows, teams.data ?? [], setClosing)}
            rows={rows}
            keyOf={(one) => one.id}
            onOpen={setAsked}
            empty={<Empty words={t`Todavía no hay colas al alcance.`} />}
          />
        )}
      </Loaded>
      {asked ? (
        <QueueDialog
          queue={asked === "new" ? null : asked}
          others={(query.data ?? []).filter((one) => asked === "new" || one.id !== asked.id)}
          onClose={() => setAsked(null)}
          onSaved={() => void again().then(() => setAsked(null))}
        />
      ) : null}
      {closing ? (
        <Confirm
          title={t`Retirar la cola ${closing.name}`}
          deed={t`Retirar`}
          danger
          onConfirm={() => call("POST /routing/queues/{id}/retire", { path: { id: closing.id }, body: {} }).then(again)}
          onClose={() => setClosing(null)}
        >
          {t`Los casos que esperan en ella quedan donde están y se asignan a mano.`}
        </Confirm>
      ) : null}
    </Page>
  );
}

function columns(rows: readonly QueueRow[], teams: readonly Team[], onRetire: (queue: QueueRow) => void): Column<QueueRow>[] {
  return [
    { id: "name", head: t`Cola`, cell: (one) => one.name },
    { id: "team", head: t`Equipo`, cell: (one) => teams.find((team) => team.id === one.team_id)?.name ?? t`ninguno` },
    { id: "mode", head: t`Reparto`, cell: (one) => modeWords(one) },
    { id: "accept", head: t`Aceptación`, cell: (one) => acceptWords(one.accept_seconds) },
    { id: "sticky", head: t`Espera a quien ya atendió`, align: "end", cell: (one) => (one.sticky_seconds ? longSpan(one.sticky_seconds * 1_000) : "–") },
    { id: "overflow", head: t`Desborde`, cell: (one) => rows.find((each) => each.id === one.overflow_queue_id)?.name ?? "–" },
    {
      id: "deeds",
      head: t`Acciones`,
      unseen: true,
      align: "end",
      cell: (one) => (
        <Button look="bare" aria-label={t`Retirar ${one.name}`} onClick={() => onRetire(one)}>
          {t`Retirar`}
        </Button>
      ),
    },
  ];
}
