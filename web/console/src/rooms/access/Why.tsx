import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { GrantPlace, PersonView, RoleView } from "~/client/contract/people";
import { Checkbox } from "~/kit/Checkbox";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { Field } from "~/kit/Field";
import css from "./Access.module.css";
import { placesQuery, rolesQuery } from "./directoryQueries";
import { roleNameOf, scopeName } from "./roleWords";
import { type VerbWords, verbGroups } from "./verbWords";

/** Each verb that somebody may do, with the grants that give it and where; on demand, those that nothing gives too. */
export function Why({ view }: { view: PersonView }) {
  const roles = useQuery(rolesQuery).data ?? [];
  const places = useQuery(placesQuery).data ?? [];
  const [words, setWords] = useState("");
  const [all, setAll] = useState(false);
  const needle = words.trim().toLocaleLowerCase();
  const rows = verbGroups()
    .flatMap((group) => group.verbs)
    .filter((one) => (all || view.verbs[one.verb]) && `${one.name} ${one.means} ${one.verb}`.toLocaleLowerCase().includes(needle));
  const columns = columnsOf(view, roles, places);
  return (
    <>
      <div className={css.form}>
        <Field label={t`Buscar un permiso`} type="search" value={words} onChange={(event) => setWords(event.target.value)} />
        <Checkbox label={t`Mostrar también lo que no puede`} checked={all} onChange={(event) => setAll(event.target.checked)} />
      </div>
      <DataTable label={t`Qué puede hacer y por qué`} columns={columns} rows={rows} keyOf={(one) => one.verb} dense empty={<Empty words={needle ? t`Ningún permiso con esas palabras.` : t`No puede hacer nada todavía.`} />} />
    </>
  );
}

function columnsOf(view: PersonView, roles: readonly RoleView[], places: readonly GrantPlace[]): Column<VerbWords>[] {
  return [
    {
      id: "verb",
      head: t`Permiso`,
      cell: (one) => (
        <span className={css.two}>
          {one.name}
          <span className={css.quiet}>{one.means}</span>
        </span>
      ),
    },
    {
      id: "why",
      head: t`Por qué`,
      cell: (one) => {
        const given = (view.verbs[one.verb] ?? []).map((id) => view.grants.find((grant) => grant.id === id)).filter((grant) => grant !== undefined);
        if (given.length === 0) return <span className={css.quiet}>{t`Ningún rol lo da.`}</span>;
        return (
          <ul className={css.two}>
            {given.map((grant) => (
              <li key={grant.id}>
                {grant.team_id
                  ? t`${roleNameOf(roles, grant.role)} en ${scopeName(grant, places)}, por el equipo ${grant.name}`
                  : t`${roleNameOf(roles, grant.role)} en ${scopeName(grant, places)}`}
              </li>
            ))}
          </ul>
        );
      },
    },
  ];
}
