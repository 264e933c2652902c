import { i18n } from "@lingui/core";
import { plural, t } from "@lingui/core/macro";
import { useState } from "react";
import type { Locale } from "~/client/contract/basics";
import type { FileLine } from "~/client/contract/people";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { type Column, DataTable } from "~/kit/DataTable";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { Notice } from "~/kit/Notice";
import css from "./Access.module.css";
import { fileProblem, lineProblem } from "./importWords";
import { useDirectoryDeed } from "./useDirectoryDeed";

/** People from a spreadsheet: the file is shown as it was understood, and taken whole or not at all. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const [file, setFile] = useState("");
  const send = (apply: boolean, content: string) =>
    call("POST /people/import", {
      body: { file: content, apply, locale: i18n.locale as Locale, time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone },
    });
  const look = useDirectoryDeed((content: string) => send(false, content));
  const take = useDirectoryDeed(() => send(true, file));
  const choose = async (chosen: File | undefined) => {
    take.reset();
    look.reset();
    setFile("");
    if (!chosen) return;
    const content = btoa(Array.from(new Uint8Array(await chosen.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(""));
    setFile(content);
    look.mutate(content);
  };
  const lines = look.data?.lines ?? [];
  const wrong = lines.filter((line) => line.problems.length > 0).length;
  const columns = columnsOf();
  return (
    <Dialog
      title={t`Importar personas`}
      wide
      onClose={onClose}
      foot={
        take.data ? (
          <Button look="main" onClick={onClose}>{t`Listo`}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t`Cancelar`}</Button>
            <Button look="main" disabled={lines.length === 0 || wrong > 0 || take.isPending} onClick={() => take.mutate(undefined)}>
              {lines.length > 0 ? plural(lines.length, { one: "Invitar a # persona", many: "Invitar a # personas", other: "Invitar a # personas" }) : t`Invitar`}
            </Button>
          </>
        )
      }
    >
      {take.data ? (
        <Notice>{plural(lines.length, { one: "Se invitó a # persona.", many: "Se invitó a # personas.", other: "Se invitó a # personas." })}</Notice>
      ) : (
        <div className={css.form}>
          <Field
            label={t`Archivo CSV`}
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            hint={t`La primera línea nombra las columnas: correo, nombre, equipo, rol, unidad. Las tres últimas pueden faltar.`}
            onChange={(event) => void choose(event.target.files?.[0])}
          />
          {look.error ? <Failing what={t`No se pudo leer el archivo`} why={fileProblem(look.error)} /> : null}
          {take.error ? <Failing what={t`No se importó a nadie`} why={fileProblem(take.error)} /> : null}
          {look.data ? (
            <>
              <p role="status">
                {wrong > 0
                  ? plural(wrong, { one: "# línea por corregir. Mientras tanto no se invita a nadie.", many: "# líneas por corregir. Mientras tanto no se invita a nadie.", other: "# líneas por corregir. Mientras tanto no se invita a nadie." })
                  : t`Todo está en orden. El archivo se leyó como ${look.data.encoding}.`}
              </p>
              <div className={css.tall}>
                <DataTable label={t`Lo que dice el archivo`} columns={columns} rows={lines} keyOf={(line) => String(line.number)} dense />
              </div>
            </>
          ) : null}
        </div>
      )}
    </Dialog>
  );
}

function columnsOf(): Column<FileLine>[] {
  return [
    { id: "number", head: t`Línea`, align: "end", cell: (line) => line.number },
    { id: "email", head: t`Correo`, cell: (line) => line.email },
    { id: "name", head: t`Nombre`, cell: (line) => line.name },
    { id: "team", head: t`Equipo`, cell: (line) => line.team || "–" },
    { id: "role", head: t`Rol`, cell: (line) => [line.role, line.unit].filter(Boolean).join(", ") || "–" },
    {
      id: "told",
      head: t`Qué pasa`,
      cell: (line) => (line.problems.length === 0 ? t`se invita` : <span className={css.wrong}>{line.problems.map(lineProblem).join(" ")}</span>),
    },
  ];
}
