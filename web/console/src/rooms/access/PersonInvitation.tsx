import { t } from "@lingui/core/macro";
import type { PersonView } from "~/client/contract/people";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { exactMoment } from "~/kit/formats";
import { now } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import css from "./Access.module.css";
import { InvitationLink } from "./InvitationLink";
import { mailName } from "./stateWords";
import { useDirectoryDeed } from "./useDirectoryDeed";

/** The invitation of somebody who is not in yet: its end, its link, sending it again, withdrawing it. */
export function PersonInvitation({ view, may }: { view: PersonView; may: boolean }) {
  const path = { id: view.person.id };
  const send = useDirectoryDeed(() => call("POST /users/{id}/invitation", { path }));
  const show = useDirectoryDeed(() => call("GET /users/{id}/invitation", { path }));
  const withdraw = useDirectoryDeed(() => call("DELETE /users/{id}/invitation", { path }));
  const made = send.data ?? show.data;
  const error = send.error ?? show.error ?? withdraw.error;
  const open = view.invitation;
  const end = open ? exactMoment(open.expires_at) : "";
  const ended = open !== null && Date.parse(open.expires_at) <= now();
  return (
    <>
      <p>
        {!open
          ? t`No hay ningún enlace que abra.`
          : ended
            ? t`El enlace venció el ${end}.`
            : `${mailName(open.mail)}. ${t`El enlace vence el ${end}.`}`}
      </p>
      {may ? (
        <div className={css.line}>
          <Button onClick={() => send.mutate(undefined)} disabled={send.isPending}>
            {t`Enviar de nuevo`}
          </Button>
          {open && !ended ? (
            <>
              <Button onClick={() => show.mutate(undefined)}>{t`Mostrar el enlace`}</Button>
              <Button
                onClick={() => {
                  send.reset();
                  show.reset();
                  withdraw.mutate(undefined);
                }}
              >
                {t`Retirar la invitación`}
              </Button>
            </>
          ) : null}
        </div>
      ) : null}
      {made && open ? <InvitationLink made={made} /> : null}
      {error ? <Failing what={t`No se hizo`} why={problemWords(error)} /> : null}
    </>
  );
}
