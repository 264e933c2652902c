import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ApiToken } from "~/client/contract/securityEndpoints";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Chip } from "~/kit/Chip";
import { Confirm } from "~/kit/Confirm";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { moment, shortDay } from "~/kit/formats";
import { Loading } from "~/kit/Loading";
import { now } from "~/kit/now";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { tokensQuery } from "~/rooms/access/securityQueries";
import { TokenDialog } from "~/rooms/access/TokenDialog";
import { useSecurityDeed } from "~/rooms/access/useSecurityDeed";
import { verbName } from "~/rooms/access/verbWords";

/** Programs that act as me: what each may, until when, when it was last used. */
export function TokensPage() {
  const found = useQuery(tokensQuery);
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<ApiToken | null>(null);
  const revoke = useSecurityDeed((id: string) => call("DELETE /tokens/{id}", { path: { id } }));
  return (
    <Page
      title={t`Tokens de API`}
      lede={t`Para programas que actúan en nombre de esta cuenta, nunca con más permisos que ella.`}
      deeds={<Button look="main" onClick={() => setMaking(true)}>{t`Token nuevo`}</Button>}
    >
      {found.isPending ? (
        <Loading rows={3} />
      ) : found.isError ? (
        <Failing what={t`No se pudo cargar la lista`} why={problemWords(found.error)} onRetry={() => void found.refetch()} />
      ) : (
        <DataTable label={t`Tokens de API`} columns={columnsOf(setEnding)} rows={found.data} keyOf={(one) => one.id} empty={<Empty words={t`Ningún token.`} />} />
      )}
      {making ? <TokenDialog onClose={() => setMaking(false)} /> : null}
      {ending ? (
        <Confirm title={t`Revocar ${ending.name}`} deed={t`Revocar`} danger onConfirm={() => revoke.mutateAsync(ending.id)} onClose={() => setEnding(null)}>
          <p>{t`El programa que lo usa deja de entrar ahora.`}</p>
        </Confirm>
      ) : null}
    </Page>
  );
}

function columnsOf(onEnd: (token: ApiToken) => void): Column<ApiToken>[] {
  return [
    { id: "name", head: t`Nombre`, cell: (one) => one.name },
    { id: "verbs", head: t`Qué puede`, cell: (one) => one.verbs.map(verbName).join(", ") },
    {
      id: "end",
      head: t`Hasta`,
      cell: (one) => (Date.parse(one.expires_at) > now() ? shortDay(one.expires_at, now()) : <Chip tone="breached">{t`vencido`}</Chip>),
    },
    { id: "used", head: t`Última vez`, cell: (one) => (one.used_at ? moment(one.used_at, now()) : t`nunca`) },
    {
      id: "revoke",
      head: t`Revocar`,
      unseen: true,
      align: "end",
      cell: (one) => (
        <Button look="bare" aria-label={t`Revocar ${one.name}`} onClick={() => onEnd(one)}>
          {t`Revocar`}
        </Button>
      ),
    },
  ];
}
