import { plural, t } from "@lingui/core/macro";
import type { LearnerName, ModelVersion } from "~/client/contract/learningEndpoints";
import { Button } from "~/kit/Button";
import { Chip } from "~/kit/Chip";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { count, exactMoment, percent } from "~/kit/formats";

const WHAT: Record<LearnerName, () => string> = { tags: () => t`Etiquetas`, reasons: () => t`Tipificación` };
const CAUSE: Record<ModelVersion["cause"], () => string> = { night: () => t`de noche`, lessons: () => t`por ejemplos nuevos`, asked: () => t`a pedido` };

/** The versions that are kept; any of them can predict again. */
export function Versions({ rows, onChoose }: { rows: ModelVersion[]; onChoose: (id: string, version: number) => void }) {
  const columns: Column<ModelVersion>[] = [
    { id: "version", head: t`Versión`, cell: (one) => `${WHAT[one.name]()} ${one.version}` },
    { id: "made", head: t`Cuándo`, cell: (one) => `${exactMoment(one.made_at)}, ${CAUSE[one.cause]()}` },
    { id: "lessons", head: t`Ejemplos`, align: "end", cell: (one) => count(one.lessons) },
    {
      id: "worth",
      head: t`Acierto medio (F1)`,
      cell: worthWords,
    },
    {
      id: "deed",
      head: t`Estado`,
      cell: (one) =>
        one.is_champion ? (
          <Chip>{t`predice`}</Chip>
        ) : (
          <>
            {one.promoted ? null : t`no mejoró`}{" "}
            <Button look="bare" onClick={() => onChoose(one.id, one.version)}>
              {t`Volver a esta`}
            </Button>
          </>
        ),
    },
  ];
  return <DataTable dense label={t`Versiones`} columns={columns} rows={rows} keyOf={(one) => one.id} empty={<Empty words={t`Aún no hay versiones.`} />} />;
}

/** How good a version was with lessons that it had not seen, and how many those were: of three, all right says little. */
export function worthWords({ macro_f1: now, before, judged_on: many }: ModelVersion): string {
  if (now === null) return t`sin juzgar`;
  const on = plural(many, { one: "con # caso", many: "con # de casos", other: "con # casos" });
  return before === null ? `${percent(now)} ${on}` : t`${percent(now)} ${on}; la anterior ${percent(before)}`;
}
