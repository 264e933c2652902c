import { t } from "@lingui/core/macro";
import type { TagStanding } from "~/client/contract/learningEndpoints";
import { Button } from "~/kit/Button";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { count, percent } from "~/kit/formats";

/** Each tag: what it was learned from, how often it is right, how much it covers, with which it is confused. */
export function TagStandings({ rows, onJoin }: { rows: TagStanding[]; onJoin: (one: string, other: string) => void }) {
  return (
    <DataTable
      dense
      label={t`Etiquetas`}
      columns={columns(rows, onJoin)}
      rows={rows}
      keyOf={(one) => one.id}
      empty={<Empty words={t`Todavía no hay nada que contar: con diez casos etiquetados por personas empieza el primer aprendizaje.`} />}
    />
  );
}

function columns(rows: TagStanding[], onJoin: (one: string, other: string) => void): Column<TagStanding>[] {
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
    {
      id: "confusions",
      head: t`Se confunde con`,
      cell: (one) => {
        if (one.confusions.length === 0) return "–";
        const other = rows.find((each) => each.name === one.confusions[0]?.[0]);
        return (
          <>
            {one.confusions.map(([name, many]) => `${name} (${count(many)})`).join(", ")}{" "}
            {other ? (
              <Button look="bare" onClick={() => onJoin(one.id, other.id)}>
                {t`Unir con «${other.name}»…`}
              </Button>
            ) : null}
          </>
        );
      },
    },
    { id: "share", head: t`7 días / 28 antes`, cell: (one) => `${percent(one.share)} / ${percent(one.share_before)}` },
  ];
}
