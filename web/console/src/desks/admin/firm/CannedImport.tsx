import { plural, t } from "@lingui/core/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ImportedLine } from "~/client/contract/words";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { type Column, DataTable } from "~/kit/DataTable";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { Notice } from "~/kit/Notice";
import { problemWords } from "~/kit/problemWords";
import { readCsv } from "~/rooms/knowledge/readCsv";

/** A file of saved texts: read, told line by line, and brought in only then. */
export function CannedImport({ onClose }: { onClose: () => void }) {
  const cache = useQueryClient();
  const [file, setFile] = useState<{ text: string; guessed: boolean } | null>(null);
  const [lines, setLines] = useState<ImportedLine[] | null>(null);
  const [applied, setApplied] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const ask = async (text: string, apply: boolean) => {
    setError(null);
    try {
      setLines(await call("POST /canned-replies/csv", { body: { csv: text, apply } }));
      setApplied(apply);
      if (apply) await cache.invalidateQueries({ queryKey: ["saved-texts"] });
    } catch (refused) {
      setLines(null);
      setError(refused);
    }
  };
  const choose = async (chosen: File | undefined) => {
    if (!chosen) return;
    const read = await readCsv(chosen);
    setFile(read);
    await ask(read.text, false);
  };
  const useful = lines?.filter((one) => one.outcome === "new" || one.outcome === "changed").length ?? 0;
  return (
    <Dialog
      wide
      title={t`Importar respuestas guardadas`}
      onClose={onClose}
      foot={
        applied ? (
          <Button look="main" onClick={onClose}>{t`Listo`}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t`Cancelar`}</Button>
            <Button look="main" disabled={!file || useful === 0} onClick={() => file && void ask(file.text, true)}>
              {plural(useful, { one: "Importar # línea", many: "Importar # líneas", other: "Importar # líneas" })}
            </Button>
          </>
        )
      }
    >
      <Field
        label={t`Archivo CSV`}
        type="file"
        accept=".csv,text/csv"
        hint={t`Columnas: shortcut, title, folder, unit, team y una por idioma (es, en, pt). Exportar da un ejemplo.`}
        onChange={(event) => void choose(event.target.files?.[0])}
      />
      {file?.guessed ? (
        <Notice tone="approaching">{t`El archivo no está en UTF-8: se leyó como Windows-1252. Revisar acentos y eñes antes de importar.`}</Notice>
      ) : null}
      {error ? <Failing what={t`No se pudo leer`} why={problemWords(error)} /> : null}
      {applied ? <Notice>{t`Importado. Cada línea dice qué pasó con ella.`}</Notice> : null}
      {lines ? <DataTable dense label={t`Líneas`} columns={columns()} rows={lines} keyOf={(one) => String(one.line)} /> : null}
    </Dialog>
  );
}

function columns(): Column<ImportedLine>[] {
  return [
    { id: "line", head: t`Línea`, cell: (one) => one.line },
    { id: "shortcut", head: t`Atajo`, cell: (one) => one.shortcut },
    { id: "outcome", head: t`Qué pasa`, cell: (one) => outcomeWords(one) },
  ];
}

function outcomeWords({ outcome, reason }: ImportedLine): string {
  if (outcome === "new") return t`nueva`;
  if (outcome === "changed") return t`cambia`;
  if (outcome === "same") return t`ya está igual`;
  return REASONS[reason]?.() ?? t`no entra: ${reason}`;
}

const REASONS: Record<string, () => string> = {
  unit: () => t`no entra: la unidad no existe o está fuera del alcance`,
  team: () => t`no entra: el equipo no existe`,
  malformed: () => t`no entra: el atajo lleva minúsculas, cifras y guiones`,
  length: () => t`no entra: falta texto o es demasiado largo`,
  empty: () => t`no entra: ningún idioma tiene texto`,
  variable: () => t`no entra: una variable no existe`,
};
