import { t } from "@lingui/core/macro";
import { useState } from "react";
import type { ScheduleLine } from "~/client/contract/schedules";
import { Button } from "~/kit/Button";
import { DataTable } from "~/kit/DataTable";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { problemWords } from "~/kit/problemWords";

/** Shifts from a file: first what each line would do, then all of them, or none. */
export function ScheduleFileDialog({ onTry, onApply, onClose }: Props) {
  const [text, setText] = useState("");
  const [lines, setLines] = useState<ScheduleLine[]>([]);
  const [failed, setFailed] = useState<unknown>(null);
  const refused = lines.filter((one) => one.refused !== "");
  const look = async (file: File | undefined) => {
    setFailed(null);
    setLines([]);
    if (!file) return;
    try {
      const read = await file.text();
      setText(read);
      setLines(await onTry(read));
    } catch (error) {
      setFailed(error);
    }
  };
  const apply = () =>
    onApply(text).then(onClose, (error: unknown) => {
      setFailed(error);
    });
  return (
    <Dialog
      wide
      title={t`Turnos desde un archivo`}
      onClose={onClose}
      foot={
        <Button look="main" disabled={lines.length === 0 || refused.length > 0} onClick={() => void apply()}>
          {t`Escribir ${lines.length} turnos`}
        </Button>
      }
    >
      <Field
        type="file"
        accept=".csv,text/csv"
        label={t`Archivo CSV`}
        hint={t`Columnas: email, starts (2026-11-23 09:00), ends y, si hacen falta, kind, parts (break 13:00-14:00; meeting 16:00-16:30), note, time_zone.`}
        onChange={(event) => void look(event.target.files?.[0])}
      />
      {failed ? <Failing what={t`No se escribió nada`} why={problemWords(failed)} /> : null}
      {lines.length > 0 ? (
        <DataTable
          label={t`Líneas del archivo`}
          dense
          rows={refused.length > 0 ? refused : lines}
          keyOf={(one) => String(one.line)}
          columns={[
            { id: "line", head: t`Línea`, cell: (one) => one.line },
            { id: "email", head: t`Correo`, cell: (one) => one.email },
            { id: "starts", head: t`Desde`, cell: (one) => one.starts },
            { id: "ends", head: t`Hasta`, cell: (one) => one.ends },
            { id: "said", head: t`Resultado`, cell: (one) => outcome(one.refused) },
          ]}
        />
      ) : null}
    </Dialog>
  );
}

function outcome(refused: string): string {
  const reasons: Record<string, string> = {
    email: t`nadie de este equipo tiene ese correo`,
    time: t`la hora no se entiende`,
    kind: t`la clase no es work ni off`,
    parts: t`las partes no se entienden`,
    zone: t`la zona horaria no existe`,
    order: t`termina antes de empezar`,
    length: t`dura más de 16 horas`,
    part_outside: t`una parte queda fuera del turno`,
    part_order: t`una parte termina antes de empezar`,
    parts_overlap: t`dos partes se superponen`,
  };
  return refused === "" ? t`se escribe` : (reasons[refused] ?? refused);
}

interface Props {
  onTry: (csv: string) => Promise<ScheduleLine[]>;
  onApply: (csv: string) => Promise<unknown>;
  onClose: () => void;
}
