import { t } from "@lingui/core/macro";
import { X } from "lucide-react";
import type { PartKind, PlannedPart } from "~/client/contract/schedules";
import { Field } from "~/kit/Field";
import { IconButton } from "~/kit/IconButton";
import { Select } from "~/kit/Select";
import css from "./PartFields.module.css";
import { partName } from "./shiftWords";

const KINDS: PartKind[] = ["break", "meeting", "training"];

/** A break, a meeting or a training inside a shift; null takes it out. */
export function PartFields({ part, place, onChange }: { part: PlannedPart; place: number; onChange: (part: PlannedPart | null) => void }) {
  return (
    <div className={css.row} role="group" aria-label={t`Parte ${place} del turno`}>
      <Select label={t`Clase`} value={part.kind} onChange={(event) => onChange({ ...part, kind: event.target.value as PartKind })}>
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {partName(kind)}
          </option>
        ))}
      </Select>
      <Field type="time" required label={t`De`} value={part.starts} onChange={(event) => onChange({ ...part, starts: event.target.value })} />
      <Field type="time" required label={t`A`} value={part.ends} onChange={(event) => onChange({ ...part, ends: event.target.value })} />
      <IconButton icon={X} name={t`Quitar la parte ${place}`} onClick={() => onChange(null)} />
    </div>
  );
}
