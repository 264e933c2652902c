import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { Id } from "~/client/contract/basics";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Chip } from "~/kit/Chip";
import { Failing } from "~/kit/Failing";
import { Loading } from "~/kit/Loading";
import { problemWords } from "~/kit/problemWords";
import css from "./Access.module.css";
import { membersQuery } from "./directoryQueries";
import { PersonPick } from "./PersonPick";
import { StateChip } from "./StateChip";
import { useDirectoryDeed } from "./useDirectoryDeed";

/** Who is in a team: adding somebody, naming who leads, taking somebody out. */
export function Roster({ team, may }: { team: Id; may: boolean }) {
  const members = useQuery(membersQuery(team));
  const put = useDirectoryDeed((given: { user_id: Id; leader?: boolean }) =>
    call("PUT /organisation/teams/{id}/members/{user_id}", {
      path: { id: team, user_id: given.user_id },
      body: given.leader === undefined ? {} : { leader: given.leader },
    }),
  );
  const leave = useDirectoryDeed((user_id: Id) => call("DELETE /teams/{id}/members/{user_id}", { path: { id: team, user_id } }));
  if (members.isPending) return <Loading rows={3} />;
  if (members.isError) return <Failing what={t`No se pudo cargar la lista`} why={problemWords(members.error)} onRetry={() => void members.refetch()} />;
  const error = put.error ?? leave.error;
  return (
    <>
      {members.data.length === 0 ? <p className={css.quiet}>{t`Nadie todavía.`}</p> : null}
      <ul className={css.list}>
        {members.data.map((one) => (
          <li key={one.user_id} className={css.item}>
            <span className={css.two}>
              <span className={css.line}>
                {one.name}
                {one.leader ? <Chip tone="rest">{t`Lidera`}</Chip> : null}
                {one.state === "active" ? null : <StateChip state={one.state} />}
              </span>
              <span className={css.quiet}>{one.email}</span>
            </span>
            <span className="space" />
            {may ? (
              <>
                <Button look="bare" onClick={() => put.mutate({ user_id: one.user_id, leader: !one.leader })}>
                  {one.leader ? t`Deja de liderar` : t`Que lidere`}
                  <span className="unseen">{one.name}</span>
                </Button>
                <Button look="bare" aria-label={t`Sacar a ${one.name}`} onClick={() => leave.mutate(one.user_id)}>
                  {t`Sacar`}
                </Button>
              </>
            ) : null}
          </li>
        ))}
      </ul>
      {may ? <PersonPick label={t`Sumar a una persona`} but={members.data.map((one) => one.user_id)} onPick={(user_id) => put.mutate({ user_id })} /> : null}
      {error ? <Failing what={t`No se cambió el equipo`} why={problemWords(error)} /> : null}
    </>
  );
}
