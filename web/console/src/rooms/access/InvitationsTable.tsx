import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { Id } from "~/client/contract/basics";
import type { Invitation } from "~/client/contract/people";
import { Chip } from "~/kit/Chip";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { moment, span } from "~/kit/formats";
import { Loading } from "~/kit/Loading";
import { now } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import css from "./Access.module.css";
import { invitationsQuery } from "./directoryQueries";
import { mailName } from "./stateWords";

/** Invitations that nobody took yet, the newest first, and how long each still opens. */
export function InvitationsTable({ onOpen }: { onOpen: (id: Id) => void }) {
  const found = useQuery(invitationsQuery);
  if (found.isPending) return <Loading rows={4} />;
  if (found.isError) return <Failing what={t`No se pudo cargar la lista`} why={problemWords(found.error)} onRetry={() => void found.refetch()} />;
  const columns = columnsOf();
  return (
    <DataTable
      label={t`Invitaciones`}
      columns={columns}
      rows={found.data}
      keyOf={(one) => one.user_id}
      onOpen={(one) => onOpen(one.user_id)}
      empty={<Empty words={t`Ninguna invitación por aceptar.`} />}
    />
  );
}

function columnsOf(): Column<Invitation>[] {
  return [
    { id: "name", head: t`Nombre`, cell: (one) => one.name },
    { id: "email", head: t`Correo`, cell: (one) => one.email },
    { id: "mail", head: t`Envío`, cell: (one) => mailName(one.mail) },
    {
      id: "end",
      head: t`Vence`,
      cell: (one) => {
        const left = Date.parse(one.expires_at) - now();
        return left > 0 ? t`en ${span(left)}` : <Chip tone="breached">{t`vencida`}</Chip>;
      },
    },
    {
      id: "by",
      head: t`Quién invitó`,
      cell: (one) => (
        <span className={css.two}>
          {one.made_by || t`el sistema`}
          <span className={css.quiet}>{moment(one.made_at, now())}</span>
        </span>
      ),
    },
  ];
}
