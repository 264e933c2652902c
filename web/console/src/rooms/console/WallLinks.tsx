import { t } from "@lingui/core/macro";
import type { WallLink } from "~/client/contract/floor";
import { Button } from "~/kit/Button";
import { Chip } from "~/kit/Chip";
import { type Column, DataTable } from "~/kit/DataTable";
import { moment, shortDay } from "~/kit/formats";
import { useNow } from "~/kit/now";

/** The links that show the board: whose, until when, when a screen last opened one; and how to end them. */
export function WallLinks({ links, onRevoke, empty }: { links: readonly WallLink[]; onRevoke: (one: WallLink) => void; empty: React.ReactNode }) {
  const now = useNow(10_000);
  const isOver = (one: WallLink) => Date.parse(one.expires_at) <= now;
  const columns: Column<WallLink>[] = [
    { id: "name", head: t`Pantalla`, cell: (one) => one.name },
    { id: "state", head: t`Estado`, cell: (one) => (one.revoked_at ? <Chip tone="line">{t`revocado`}</Chip> : isOver(one) ? <Chip tone="line">{t`vencido`}</Chip> : t`vale`) },
    { id: "until", head: t`Hasta`, align: "end", cell: (one) => shortDay(one.expires_at, now) },
    { id: "seen", head: t`Se abrió`, align: "end", cell: (one) => (one.seen_at ? moment(one.seen_at, now) : t`nunca`) },
    { id: "by", head: t`Creado por`, cell: (one) => one.made_by },
    {
      id: "deeds",
      head: t`Acciones`,
      unseen: true,
      align: "end",
      cell: (one) => (one.revoked_at || isOver(one) ? null : <Button look="bare" aria-label={t`Revocar el enlace de ${one.name}`} onClick={() => onRevoke(one)}>{t`Revocar`}</Button>),
    },
  ];
  return <DataTable dense label={t`Enlaces del tablero`} columns={columns} rows={links} keyOf={(one) => one.id} empty={empty} />;
}
