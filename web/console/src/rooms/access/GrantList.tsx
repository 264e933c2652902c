import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { GrantPlace, GrantRow, RoleView } from "~/client/contract/people";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Confirm } from "~/kit/Confirm";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { shortDay } from "~/kit/formats";
import { now } from "~/kit/now";
import css from "./Access.module.css";
import { placesQuery, rolesQuery } from "./directoryQueries";
import { roleNameOf, scopeName } from "./roleWords";
import { useDirectoryDeed } from "./useDirectoryDeed";

/** Grants in force: which role, where, until when, by whom, and revoking it. `who` adds the column of names. */
export function GrantList({ grants, who = false, may, empty }: Props) {
  const roles = useQuery(rolesQuery).data ?? [];
  const places = useQuery(placesQuery).data ?? [];
  const [ending, setEnding] = useState<GrantRow | null>(null);
  const revoke = useDirectoryDeed((id: string) => call("DELETE /grants/{id}", { path: { id } }));
  const columns = columnsOf({ roles, places, who, may, onEnd: setEnding });
  return (
    <>
      <DataTable label={t`Roles dados`} columns={columns} rows={grants} keyOf={(grant) => grant.id} empty={<Empty words={empty ?? t`Sin roles: no puede hacer nada.`} />} />
      {ending ? (
        <Confirm title={t`Revocar un rol`} deed={t`Revocar`} danger onConfirm={() => revoke.mutateAsync(ending.id)} onClose={() => setEnding(null)}>
          <p>{t`${ending.name} deja de ser ${roleNameOf(roles, ending.role)} en ${scopeName(ending, places)}. Rige enseguida, también en las páginas que tenga abiertas.`}</p>
        </Confirm>
      ) : null}
    </>
  );
}

interface Props {
  grants: readonly GrantRow[];
  who?: boolean;
  may: boolean;
  empty?: string;
}

interface Shown {
  roles: readonly RoleView[];
  places: readonly GrantPlace[];
  who: boolean;
  may: boolean;
  onEnd: (grant: GrantRow) => void;
}

function columnsOf({ roles, places, who, may, onEnd }: Shown): Column<GrantRow>[] {
  const holder: Column<GrantRow> = {
    id: "who",
    head: t`Quién`,
    cell: (grant) => (grant.team_id ? t`Equipo ${grant.name}` : grant.name),
  };
  return [
    ...(who ? [holder] : []),
    {
      id: "role",
      head: t`Rol`,
      cell: (grant) => (
        <span className={css.two}>
          {roleNameOf(roles, grant.role)}
          {!who && grant.team_id ? <span className={css.quiet}>{t`por el equipo ${grant.name}`}</span> : null}
        </span>
      ),
    },
    { id: "where", head: t`Dónde`, cell: (grant) => scopeName(grant, places) },
    { id: "until", head: t`Hasta`, cell: (grant) => (grant.until ? shortDay(grant.until, now()) : t`sin fin`) },
    {
      id: "by",
      head: t`Quién lo dio`,
      cell: (grant) => (
        <span className={css.two}>
          {grant.granted_by || t`el sistema`}
          {grant.granted_at ? <span className={css.quiet}>{shortDay(grant.granted_at, now())}</span> : null}
        </span>
      ),
    },
    {
      id: "revoke",
      head: t`Revocar`,
      unseen: true,
      align: "end",
      cell: (grant) =>
        may && (who || !grant.team_id) ? (
          <Button look="bare" onClick={() => onEnd(grant)} aria-label={t`Revocar ${roleNameOf(roles, grant.role)} a ${grant.name}`}>
            {t`Revocar`}
          </Button>
        ) : null,
    },
  ];
}
