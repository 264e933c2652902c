import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Unit } from "~/client/contract/people";
import { Button } from "~/kit/Button";
import { type Column, DataTable } from "~/kit/DataTable";
import { Failing } from "~/kit/Failing";
import { count } from "~/kit/formats";
import { Loading } from "~/kit/Loading";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { organisationQuery } from "~/rooms/access/directoryQueries";
import { unitKindName } from "~/rooms/access/stateWords";
import { UnitDialog } from "~/rooms/access/UnitDialog";
import { indented, inTreeOrder } from "~/rooms/access/unitTree";
import { useMay } from "~/rooms/access/useMay";

/** The tree of the organisation: roles and settings reach down it. */
export function UnitsPage() {
  const may = useMay();
  const found = useQuery(organisationQuery);
  const [open, setOpen] = useState<Unit | "new" | null>(null);
  const { units = [], teams = [] } = found.data ?? {};
  const manages = may("units.manage");
  const columns: Column<Unit>[] = [
    { id: "name", head: t`Unidad`, cell: (unit) => indented(unit) },
    { id: "kind", head: t`Clase`, cell: (unit) => unitKindName(unit.kind) },
    { id: "teams", head: t`Equipos`, align: "end", cell: (unit) => count(teams.filter((team) => team.unit_id === unit.id).length) },
  ];
  return (
    <Page
      title={t`Unidades`}
      lede={t`Global, regiones, países y marcas. Lo que se da o se fija en una unidad vale también en las de abajo.`}
      deeds={manages ? <Button look="main" onClick={() => setOpen("new")}>{t`Unidad nueva`}</Button> : null}
    >
      {found.isPending ? (
        <Loading rows={5} />
      ) : found.isError ? (
        <Failing what={t`No se pudo cargar el árbol`} why={problemWords(found.error)} onRetry={() => void found.refetch()} />
      ) : (
        <DataTable label={t`Unidades`} columns={columns} rows={inTreeOrder(units)} keyOf={(unit) => unit.id} {...(manages ? { onOpen: setOpen } : {})} />
      )}
      {open ? <UnitDialog units={units} {...(open === "new" ? {} : { unit: open })} onClose={() => setOpen(null)} /> : null}
    </Page>
  );
}
