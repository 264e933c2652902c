import { plural, t } from "@lingui/core/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { RateTold } from "~/client/contract/spendingEndpoints";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { type Column, DataTable } from "~/kit/DataTable";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { Notice } from "~/kit/Notice";
import { problemWords } from "~/kit/problemWords";
import { readCsv } from "~/rooms/knowledge/readCsv";
import { ratesQuery } from "~/rooms/spending/queries";
import { rateReasonWords } from "~/rooms/spending/rateReasonWords";

/** A file of rates: read, told line by line, and brought in only then. */
export function RateImport({ onClose }: { onClose: () => void }) {
  const cache = useQueryClient();
  const [text, setText] = useState("");
  const [lines, setLines] = useState<RateTold[] | null>(null);
  const [applied, setApplied] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const ask = async (csv: string, apply: boolean) => {
    setError(null);
    try {
      setLines(await call("POST /rates/csv", { body: { csv, apply } }));
      setApplied(apply);
      if (apply) await cache.invalidateQueries({ queryKey: ratesQuery.queryKey });
    } catch (refused) {
      setLines(null);
      setError(refused);
    }
  };
  const choose = async (file: File | undefined) => {
    if (!file) return;
    const read = await readCsv(file);
    setText(read.text);
    await ask(read.text, false);
  };
  const useful = lines?.filter((one) => one.outcome === "new" || one.outcome === "changed").length ?? 0;
  return (
    <Dialog
      wide
      title={t`Importar tarifas`}
      onClose={onClose}
      foot={
        applied ? (
          <Button look="main" onClick={onClose}>{t`Listo`}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t`Cancelar`}</Button>
            <Button look="main" disabled={useful === 0} onClick={() => void ask(text, true)}>
              {useful === 0 ? t`Importar` : plural(useful, { one: "Importar # línea", many: "Importar # líneas", other: "Importar # líneas" })}
            </Button>
          </>
        )
      }
    >
      <Field
        label={t`Archivo CSV`}
        type="file"
        accept=".csv,text/csv"
        hint={t`Columnas: canal, país, categoría, precio, moneda, desde, fuente. Exportar da un ejemplo.`}
        onChange={(event) => void choose(event.target.files?.[0])}
      />
      {error ? <Failing what={t`No se pudo leer`} why={problemWords(error)} /> : null}
      {applied ? <Notice>{t`Importado. Cada línea dice qué pasó con ella.`}</Notice> : null}
      {lines ? <DataTable dense label={t`Líneas`} columns={columns()} rows={lines} keyOf={(one) => String(one.line)} /> : null}
    </Dialog>
  );
}

const columns = (): Column<RateTold>[] => [
  { id: "line", head: t`Línea`, cell: (one) => one.line },
  { id: "what", head: t`Tarifa`, cell: (one) => [one.channel, one.market, one.category].filter(Boolean).join(" · ") },
  { id: "price", head: t`Precio`, align: "end", cell: (one) => (one.reason === "price" ? "–" : `${one.price} ${one.currency}`) },
  { id: "since", head: t`Desde`, cell: (one) => one.since || "–" },
  { id: "outcome", head: t`Qué pasa`, cell: (one) => rateReasonWords(one) },
];
