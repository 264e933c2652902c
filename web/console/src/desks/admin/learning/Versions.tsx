import { t } from "@lingui/core/macro";
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
      cell: (one) => worthWords(one.macro_f1, one.before),
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

function worthWords(now: number | null, before: number | null): string {
  if (now === null) return t`sin juzgar`;
  return before === null ? percent(now) : t`${percent(now)}; la anterior ${percent(before)}`;
}
