import { t } from "@lingui/core/macro";
import { useState } from "react";
import type { DayKind, Opening, SpecialDay } from "~/client/contract/hours";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Field } from "~/kit/Field";
import { Select } from "~/kit/Select";
import { dateWords, kindWords } from "./hourWords";
import { OpeningsEditor } from "./OpeningsEditor";

const KINDS: DayKind[] = ["closure", "half_day", "special"];

/** One date that differs from its weekday: closed, half a day, or hours of its own. */
export function DayDialog({ day, kept, usual, onSave, onRemove, onClose }: Props) {
  const [date, setDate] = useState(day);
  const [kind, setKind] = useState<DayKind>(kept && kept.kind !== "holiday" ? kept.kind : "closure");
  const [name, setName] = useState(kept?.name ?? "");
  const [openings, setOpenings] = useState<Opening[]>(kept?.openings ?? []);
  const choose = (chosen: DayKind) => {
    setKind(chosen);
    if (chosen === "closure") setOpenings([]);
    else if (openings.length === 0) setOpenings(chosen === "half_day" ? usual.slice(0, 1) : usual);
  };
  return (
    <Dialog
      title={date ? dateWords(date) : t`Día distinto`}
      onClose={onClose}
      foot={
        <>
          {onRemove ? <Button onClick={onRemove}>{t`Volver a lo habitual`}</Button> : null}
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button
            look="main"
            disabled={!date || (kind !== "closure" && openings.length === 0)}
            onClick={() => onSave({ day: date, kind, name: name.trim(), openings: kind === "closure" ? [] : openings })}
          >
            {t`Poner el día`}
          </Button>
        </>
      }
    >
      {kept?.kind === "holiday" ? <p>{t`Es feriado: ${kept.name}. Lo que se diga aquí vale en su lugar.`}</p> : null}
      <Field label={t`Fecha`} type="date" value={date} onChange={(event) => setDate(event.target.value)} />
      <Select label={t`Qué pasa ese día`} value={kind} onChange={(event) => choose(event.target.value as DayKind)}>
        {KINDS.map((one) => (
          <option key={one} value={one}>
            {kindWords(one)}
          </option>
        ))}
      </Select>
      <Field label={t`Motivo`} maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
      {kind === "closure" ? null : <OpeningsEditor day={t`Ese día`} openings={openings} onChange={setOpenings} />}
    </Dialog>
  );
}

interface Props {
  /** "2026-12-24", or "" to choose. */
  day: string;
  kept: SpecialDay | undefined;
  /** What the weekday says. */
  usual: Opening[];
  onSave: (day: SpecialDay) => void;
  onRemove: (() => void) | null;
  onClose: () => void;
}
