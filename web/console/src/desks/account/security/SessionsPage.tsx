import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { Loading } from "~/kit/Loading";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { KeptHere } from "../KeptHere";
import { SessionRows } from "~/rooms/access/SessionRows";
import { accountQuery, sessionsQuery } from "~/rooms/access/securityQueries";
import { useSecurityDeed } from "~/rooms/access/useSecurityDeed";

/** Where I am signed in; one or all the others are ended from here. */
export function SessionsPage() {
  const sessions = useQuery(sessionsQuery);
  const current = useQuery(accountQuery).data?.session_id ?? null;
  const end = useSecurityDeed((id: string) => call("DELETE /sessions/{id}", { path: { id } }));
  const endOthers = useSecurityDeed(() => call("DELETE /sessions", {}));
  const error = end.error ?? endOthers.error;
  return (
    <Page title={t`Sesiones`} lede={t`Dónde está abierta esta cuenta. Una sesión que no se reconoce se cierra, y se cambia la contraseña.`}>
      <Section title={t`Abiertas ahora`} stacked>
        {sessions.isPending ? (
          <Loading rows={3} />
        ) : sessions.isError ? (
          <Failing what={t`No se pudo cargar la lista`} why={problemWords(sessions.error)} onRetry={() => void sessions.refetch()} />
        ) : (
          <>
            <SessionRows sessions={sessions.data} current={current} onEnd={(id) => end.mutate(id)} />
            {sessions.data.length > 1 ? (
              <div>
                <Button disabled={endOthers.isPending} onClick={() => endOthers.mutate(undefined)}>
                  {t`Cerrar todas las demás`}
                </Button>
              </div>
            ) : null}
          </>
        )}
        {error ? <Failing what={t`No se cerró la sesión`} why={problemWords(error)} /> : null}
      </Section>
      <Section title={t`Este equipo`}>
        <KeptHere />
      </Section>
    </Page>
  );
}
