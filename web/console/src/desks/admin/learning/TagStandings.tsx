import { t } from "@lingui/core/macro";
import type { TagStanding } from "~/client/contract/learningEndpoints";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { count, percent } from "~/kit/formats";

/** Each tag: what it was learned from, how often it is right, how much it covers, with which it is confused. */
export function TagStandings({ rows }: { rows: TagStanding[] }) {
  return (
    <DataTable
      dense
      label={t`Etiquetas`}
      columns={columns()}
      rows={rows}
      keyOf={(one) => one.id}
      empty={<Empty words={t`Todavía no hay nada que contar: con diez casos etiquetados por personas empieza el primer aprendizaje.`} />}
    />
  );
}

function columns(): Column<TagStanding>[] {
  return [
    { id: "name", head: t`Etiqueta`, cell: (one) => one.name },
    { id: "examples", head: t`Ejemplos`, align: "end", cell: (one) => count(one.examples) },
    {
      id: "precision",
      head: t`Aciertos revisados`,
      cell: (one) =>
        one.answered === 0
          ? t`sin revisar`
          : t`${percent(one.right / one.answered)} (de ${percent(one.interval[0])} a ${percent(one.interval[1])}; ${count(one.answered)} revisadas)`,
    },
    { id: "coverage", head: t`Cobertura`, align: "end", cell: (one) => percent(one.coverage) },
    { id: "confusions", head: t`Se confunde con`, cell: (one) => one.confusions.map(([name, many]) => `${name} (${count(many)})`).join(", ") || "–" },
    { id: "share", head: t`7 días / 28 antes`, cell: (one) => `${percent(one.share)} / ${percent(one.share_before)}` },
  ];
}
