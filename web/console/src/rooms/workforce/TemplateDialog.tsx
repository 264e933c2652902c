import { t } from "@lingui/core/macro";
import type { ScheduleWeek, WeekTemplate } from "~/client/contract/schedules";
import { uuid7 } from "~/client/uuid7";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Field } from "~/kit/Field";
import { FormFoot } from "~/kit/FormFoot";
import { Select } from "~/kit/Select";
import { useForm } from "~/kit/useForm";
import css from "./TemplateDialog.module.css";
import { weekOf } from "./weekDays";

/** Somebody's week kept under a name, to fill others from; and the ones that are kept. */
export function TemplateDialog({ week, onSave, onRetire, onClose }: Props) {
  const form = useForm({ name: "", person: week.people[0]?.id ?? "" }, ({ name, person }) => onSave(templateOf(week, person, name)));
  const { values } = form;
  const none = templateOf(week, values.person, "").spans.length === 0;
  return (
    <Dialog title={t`Semanas modelo`} onClose={onClose}>
      {week.templates.map((one) => (
        <div key={one.id} className={css.row}>
          <span>{one.name}</span>
          <Button onClick={() => onRetire(one)} aria-label={t`Retirar ${one.name}`}>{t`Retirar`}</Button>
        </div>
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void form.save().then((saved) => saved && onClose());
        }}
      >
        <Select label={t`Guardar la semana de`} value={values.person} onChange={(event) => form.set({ person: event.target.value })}>
          {week.people.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
        <Field
          label={t`Nombre`}
          required
          maxLength={80}
          error={none ? t`Esta persona no tiene turnos en la semana. Elegir otra.` : undefined}
          value={values.name}
          onChange={(event) => form.set({ name: event.target.value })}
        />
        <FormFoot form={{ ...form, dirty: form.dirty && !none }} deed={t`Guardar como modelo`} />
      </form>
    </Dialog>
  );
}

function templateOf(week: ScheduleWeek, person: string, name: string): WeekTemplate {
  const days = weekOf(week.monday);
  const shifts = week.shifts.filter((one) => one.user_id === person && one.kind === "work" && days.includes(one.day));
  return {
    id: uuid7(),
    name: name.trim(),
    time_zone: shifts[0]?.time_zone ?? week.time_zone,
    spans: shifts.map((one) => ({
      weekday: days.indexOf(one.day),
      starts: one.starts.slice(11),
      ends: one.ends.slice(11),
      parts: one.parts.map(({ kind, starts, ends }) => ({ kind, starts, ends })),
    })),
  };
}

interface Props {
  week: ScheduleWeek;
  onSave: (template: WeekTemplate) => Promise<unknown>;
  onRetire: (template: WeekTemplate) => void;
  onClose: () => void;
}
