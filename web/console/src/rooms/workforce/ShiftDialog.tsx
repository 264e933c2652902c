import { t } from "@lingui/core/macro";
import { Plus } from "lucide-react";
import type { Day, PlannedPart, Shift, ShiftKind, ShiftPerson, ShiftPlan } from "~/client/contract/schedules";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Field } from "~/kit/Field";
import { FormFoot } from "~/kit/FormFoot";
import { Select } from "~/kit/Select";
import { useForm } from "~/kit/useForm";
import { DeedFoot } from "./DeedFoot";
import { PartFields } from "./PartFields";
import css from "./ShiftDialog.module.css";
import { addDays } from "./weekDays";

const MOST_PARTS = 12;

/** One shift or time off of one person, by the wall clock of the team's place. */
export function ShiftDialog({ person, day, shift, timeZone, onSave, onCancel, onClose }: Props) {
  const form = useForm(valuesOf(day, shift), (values) => onSave(planOf(values, person.id, shift?.time_zone ?? timeZone)));
  const { values } = form;
  const off = values.kind === "off";
  const setPart = (place: number, part: PlannedPart | null) => form.set({ parts: values.parts.flatMap((one, at) => (at === place ? (part ? [part] : []) : [one])) });
  return (
    <Dialog title={shift ? t`Turno de ${person.name}` : t`Nuevo turno de ${person.name}`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void form.save().then((saved) => saved && onClose());
        }}
      >
        <Select label={t`Clase`} value={values.kind} onChange={(event) => form.set({ kind: event.target.value as ShiftKind })}>
          <option value="work">{t`Turno`}</option>
          <option value="off">{t`Ausencia`}</option>
        </Select>
        <div className={css.pair}>
          <Field type="date" required label={off ? t`Desde el día` : t`Día`} value={values.day} onChange={(event) => form.set({ day: event.target.value })} />
          {off ? <Field type="date" required min={values.day} label={t`Hasta el día`} value={values.last} onChange={(event) => form.set({ last: event.target.value })} /> : null}
        </div>
        {off ? null : (
          <>
            <div className={css.pair}>
              <Field type="time" required label={t`Entra`} value={values.starts} onChange={(event) => form.set({ starts: event.target.value })} />
              <Field
                type="time"
                required
                label={t`Sale`}
                hint={values.ends <= values.starts ? t`Del día siguiente.` : undefined}
                value={values.ends}
                onChange={(event) => form.set({ ends: event.target.value })}
              />
            </div>
            {values.parts.map((part, place) => (
              <PartFields key={`${place}`} part={part} place={place + 1} onChange={(changed) => setPart(place, changed)} />
            ))}
            {values.parts.length < MOST_PARTS ? (
              <Button className={css.add} onClick={() => form.set({ parts: [...values.parts, { kind: "break", starts: "13:00", ends: "14:00" }] })}>
                <Plus size={16} aria-hidden />
                {t`Agregar pausa, reunión o capacitación`}
              </Button>
            ) : null}
          </>
        )}
        <Field label={t`Nota`} maxLength={200} value={values.note} onChange={(event) => form.set({ note: event.target.value })} />
        <p className={css.zone}>{t`Horas de ${shift?.time_zone ?? timeZone}.`}</p>
        {shift ? <FormFoot form={form} /> : <DeedFoot form={form} ready deed={t`Poner el turno`} />}
        {shift ? (
          <Button
            look="danger"
            onClick={() => {
              onCancel(shift);
              onClose();
            }}
          >
            {t`Quitar el turno`}
          </Button>
        ) : null}
      </form>
    </Dialog>
  );
}

interface Values {
  kind: ShiftKind;
  day: Day;
  last: Day;
  starts: string;
  ends: string;
  parts: PlannedPart[];
  note: string;
}

function valuesOf(day: Day, shift: Shift | null): Values {
  if (!shift) return { kind: "work", day, last: day, starts: "09:00", ends: "18:00", parts: [], note: "" };
  const off = shift.kind === "off";
  return {
    kind: shift.kind,
    day: shift.starts.slice(0, 10),
    last: off ? addDays(shift.ends.slice(0, 10), shift.ends.endsWith("T00:00") ? -1 : 0) : day,
    starts: shift.starts.slice(11),
    ends: shift.ends.slice(11),
    parts: shift.parts.map(({ kind, starts, ends }) => ({ kind, starts, ends })),
    note: shift.note,
  };
}

function planOf(values: Values, user: string, timeZone: string): ShiftPlan {
  const common = { user_id: user, time_zone: timeZone, kind: values.kind, note: values.note };
  if (values.kind === "off") return { ...common, starts: `${values.day}T00:00`, ends: `${addDays(values.last, 1)}T00:00`, parts: [] };
  const ends = values.ends <= values.starts ? addDays(values.day, 1) : values.day;
  return { ...common, starts: `${values.day}T${values.starts}`, ends: `${ends}T${values.ends}`, parts: values.parts };
}

interface Props {
  person: ShiftPerson;
  day: Day;
  shift: Shift | null;
  timeZone: string;
  onSave: (plan: ShiftPlan) => Promise<unknown>;
  onCancel: (shift: Shift) => void;
  onClose: () => void;
}
