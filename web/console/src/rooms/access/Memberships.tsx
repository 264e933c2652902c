import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { PersonView } from "~/client/contract/people";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { shortDay } from "~/kit/formats";
import { now } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import css from "./Access.module.css";
import { organisationQuery } from "./directoryQueries";
import { useDirectoryDeed } from "./useDirectoryDeed";

/** The teams somebody is in, joining another, leaving one. */
export function Memberships({ view, may }: { view: PersonView; may: boolean }) {
  const teams = useQuery(organisationQuery).data?.teams ?? [];
  const user_id = view.person.id;
  const join = useDirectoryDeed((id: string) => call("PUT /organisation/teams/{id}/members/{user_id}", { path: { id, user_id }, body: {} }));
  const leave = useDirectoryDeed((id: string) => call("DELETE /teams/{id}/members/{user_id}", { path: { id, user_id } }));
  const others = teams.filter((team) => !view.memberships.some((one) => one.team_id === team.id));
  const error = join.error ?? leave.error;
  return (
    <>
      {view.memberships.length === 0 ? <p className={css.quiet}>{t`En ningún equipo.`}</p> : null}
      <ul className={css.list}>
        {view.memberships.map((one) => (
          <li key={one.team_id} className={css.item}>
            <span>{one.name}</span>
            <span className={css.quiet}>
              {one.leader ? t`lidera, desde el ${shortDay(one.from_at, now())}` : t`desde el ${shortDay(one.from_at, now())}`}
            </span>
            <span className="space" />
            {may ? (
              <Button look="bare" aria-label={t`Sacar del equipo ${one.name}`} onClick={() => leave.mutate(one.team_id)}>
                {t`Sacar`}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {may && others.length > 0 ? (
        <Select label={t`Sumar a un equipo`} value="" disabled={join.isPending} onChange={(event) => event.target.value && join.mutate(event.target.value)}>
          <option value="">{t`Elegir un equipo`}</option>
          {others.map((team) => (
            <option key={team.id} value={team.id}>
              {team.name}
            </option>
          ))}
        </Select>
      ) : null}
      {error ? <Failing what={t`No se cambió el equipo`} why={problemWords(error)} /> : null}
    </>
  );
}
