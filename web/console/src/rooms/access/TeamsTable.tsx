import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { Id } from "~/client/contract/basics";
import type { TeamRow } from "~/client/contract/people";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { count } from "~/kit/formats";
import { Loading } from "~/kit/Loading";
import { problemWords } from "~/kit/problemWords";
import { organisationQuery } from "./directoryQueries";

/** The teams by name: their unit, and how many are in each. */
export function TeamsTable({ onOpen }: { onOpen: (id: Id) => void }) {
  const found = useQuery(organisationQuery);
  if (found.isPending) return <Loading rows={4} />;
  if (found.isError) return <Failing what={t`No se pudo cargar la lista`} why={problemWords(found.error)} onRetry={() => void found.refetch()} />;
  const { teams, units } = found.data;
  const columns: Column<TeamRow>[] = [
    { id: "name", head: t`Equipo`, cell: (team) => team.name },
    { id: "unit", head: t`Unidad`, cell: (team) => units.find((one) => one.id === team.unit_id)?.name ?? "–" },
    { id: "members", head: t`Personas`, align: "end", cell: (team) => count(team.members) },
  ];
  return (
    <DataTable label={t`Equipos`} columns={columns} rows={teams} keyOf={(team) => team.id} onOpen={(team) => onOpen(team.id)} empty={<Empty words={t`Todavía no hay equipos.`} />} />
  );
}
