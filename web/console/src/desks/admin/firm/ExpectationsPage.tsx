import { t } from "@lingui/core/macro";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import type { Expectation, ExpectationTerms } from "~/client/contract/expectations";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { type Column, DataTable } from "~/kit/DataTable";
import { useDoing } from "~/kit/deed";
import { Empty } from "~/kit/Empty";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import { Refusal } from "~/kit/Refusal";
import { teamsQuery } from "~/rooms/cases/queries";
import { durationWords } from "~/rooms/sla/policyWords";
import { ExpectationDialog } from "./ExpectationDialog";
import { PRIORITIES } from "./scopeWords";

const expectationsQuery = queryOptions({ queryKey: ["expectations"], queryFn: ({ signal }) => call("GET /expectations", { signal }) });

/** What teams expect of each other when one asks another for help. */
export function ExpectationsPage() {
  const cache = useQueryClient();
  const { perform } = useDoing();
  const query = useQuery(expectationsQuery);
  const teams = useQuery(teamsQuery).data ?? [];
  const [edited, setEdited] = useState<Expectation | "new" | null>(null);
  const then = () => void cache.invalidateQueries({ queryKey: expectationsQuery.queryKey });
  const kept = edited === "new" ? null : edited;
  const save = (terms: ExpectationTerms) => {
    setEdited(null);
    void perform(
      kept
        ? {
            said: t`Expectativa guardada`,
            run: () => call("PUT /expectations/{id}", { path: { id: kept.id }, body: { terms } }),
            undo: () => call("PUT /expectations/{id}", { path: { id: kept.id }, body: { terms: kept.terms } }),
            then,
          }
        : { said: t`Expectativa agregada`, run: () => call("POST /expectations", { body: terms }), undo: null, then },
    );
  };
  const retire = (one: Expectation) => {
    setEdited(null);
    void perform({
      said: t`Expectativa retirada: ${one.terms.name}`,
      run: () => call("POST /expectations/{id}/retire", { path: { id: one.id }, body: {} }),
      undo: () => call("POST /expectations/{id}/restore", { path: { id: one.id }, body: {} }),
      then,
    });
  };
  return (
    <Page
      wide
      title={t`Expectativas entre equipos`}
      lede={t`En cuánto tiempo se acepta la ayuda que un equipo pide a otro o a quien lidera, y en cuánto se responde.`}
      deeds={
        <Button look="main" onClick={() => setEdited("new")}>
          <Plus size={14} aria-hidden />
          {t`Nueva expectativa`}
        </Button>
      }
    >
      <Refusal />
      <Loaded query={query}>
        {(rows) => (
          <DataTable
            label={t`Expectativas entre equipos`}
            columns={columns((id) => teams.find((one) => one.id === id)?.name ?? t`otro equipo`)}
            rows={rows}
            keyOf={(one) => one.id}
            onOpen={setEdited}
            empty={<Empty words={t`No se espera nada todavía: la ayuda que se pide no tiene plazo.`} />}
          />
        )}
      </Loaded>
      {edited ? (
        <ExpectationDialog kept={kept?.terms ?? null} onSave={save} onRetire={kept ? () => retire(kept) : null} onClose={() => setEdited(null)} />
      ) : null}
    </Page>
  );
}

function columns(teamName: (id: string) => string): Column<Expectation>[] {
  return [
    { id: "name", head: t`Expectativa`, cell: (one) => one.terms.name },
    {
      id: "scope",
      head: t`De quién`,
      cell: ({ terms }) =>
        [
          terms.team_id && teamName(terms.team_id),
          terms.level === "supervisor" && t`quien lidera`,
          terms.level === "team" && t`todo el equipo`,
          terms.priority !== null && t`prioridad ${PRIORITIES.find(([one]) => one === terms.priority)?.[1]() ?? ""}`,
        ]
          .filter(Boolean)
          .join(" · ") || t`De cualquiera`,
    },
    { id: "accept", head: t`Aceptar en`, cell: ({ terms }) => (terms.accept_seconds ? durationWords(terms.accept_seconds) : "—") },
    { id: "answer", head: t`Responder en`, cell: ({ terms }) => (terms.answer_seconds ? durationWords(terms.answer_seconds) : "—") },
    { id: "findings", head: t`Qué saber`, cell: (one) => (one.replaced_by ? t`Nunca se elige: la reemplaza ${one.replaced_by}.` : "") },
  ];
}
