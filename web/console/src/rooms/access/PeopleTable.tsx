import { plural, t } from "@lingui/core/macro";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import type { Id } from "~/client/contract/basics";
import type { PersonRow, RoleView, TeamRow, UserState } from "~/client/contract/people";
import { Button } from "~/kit/Button";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { moment } from "~/kit/formats";
import { Loading } from "~/kit/Loading";
import { now } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import css from "./PeopleTable.module.css";
import { organisationQuery, peopleQuery, rolesQuery } from "./directoryQueries";
import { roleNameOf } from "./roleWords";
import { StateChip } from "./StateChip";
import { stateName } from "./stateWords";

const STATES: UserState[] = ["active", "invited", "disabled"];

/** People by name, a page at a time, found by name or e-mail, by state, by team. */
export function PeopleTable({ onOpen }: { onOpen: (id: Id) => void }) {
  const [search, setSearch] = useState("");
  const [state, setState] = useState<UserState | "">("");
  const [team, setTeam] = useState<Id | "">("");
  const asked = useDeferredValue({ search, state, team });
  const people = useInfiniteQuery(peopleQuery(asked));
  const teams = useQuery(organisationQuery).data?.teams ?? [];
  const roles = useQuery(rolesQuery).data ?? [];
  const states = people.data?.pages[0]?.states ?? {};
  const rows = people.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = columnsOf(teams, roles);
  return (
    <>
      <div className={css.filters} role="search">
        <Field label={t`Buscar por nombre o correo`} type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
        <Select label={t`Estado`} value={state} onChange={(event) => setState(event.target.value as UserState | "")}>
          <option value="">{t`Todos`}</option>
          {STATES.map((one) => (
            <option key={one} value={one}>
              {`${stateName(one)} (${states[one] ?? 0})`}
            </option>
          ))}
        </Select>
        <Select label={t`Equipo`} value={team} onChange={(event) => setTeam(event.target.value)}>
          <option value="">{t`Todos`}</option>
          {teams.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
      </div>
      {people.isPending ? (
        <Loading rows={6} />
      ) : people.isError ? (
        <Failing what={t`No se pudo cargar la lista`} why={problemWords(people.error)} onRetry={() => void people.refetch()} />
      ) : (
        <>
          <p className="unseen" role="status">
            {plural(rows.length, { one: "# persona en la lista", many: "# personas en la lista", other: "# personas en la lista" })}
          </p>
          <DataTable label={t`Personas`} columns={columns} rows={rows} keyOf={(one) => one.id} onOpen={(one) => onOpen(one.id)} empty={<Empty words={t`Nadie con esas señas.`} />} />
          {people.hasNextPage ? (
            <Button className={css.more} disabled={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
              {t`Mostrar más`}
            </Button>
          ) : null}
        </>
      )}
    </>
  );
}

function columnsOf(teams: readonly TeamRow[], roles: readonly RoleView[]): Column<PersonRow>[] {
  return [
    { id: "name", head: t`Nombre`, cell: (one) => one.name },
    { id: "email", head: t`Correo`, cell: (one) => <span className={css.email}>{one.email}</span> },
    { id: "state", head: t`Estado`, cell: (one) => <StateChip state={one.state} /> },
    {
      id: "teams",
      head: t`Equipos`,
      cell: (one) => one.teams.map((id) => teams.find((found) => found.id === id)?.name).filter(Boolean).join(", ") || "–",
    },
    { id: "roles", head: t`Roles`, cell: (one) => one.roles.map((code) => roleNameOf(roles, code)).join(", ") || "–" },
    { id: "factor", head: t`Segundo factor`, cell: (one) => (one.second_factor ? t`sí` : t`no`) },
    { id: "seen", head: t`Última vez`, cell: (one) => (one.seen_at ? moment(one.seen_at, now()) : t`nunca`) },
  ];
}
