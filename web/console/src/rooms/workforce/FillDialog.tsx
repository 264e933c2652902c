import { plural, t } from "@lingui/core/macro";
import type { Day, ScheduleWeek } from "~/client/contract/schedules";
import { Checkbox } from "~/kit/Checkbox";
import { Dialog } from "~/kit/Dialog";
import { Field } from "~/kit/Field";
import { Select } from "~/kit/Select";
import { useForm } from "~/kit/useForm";
import { DeedFoot } from "./DeedFoot";
import { addDays, weekWords } from "./weekDays";

const LAST_WEEK = "";

/** Whole weeks at once: from a template, or from the week before. All shifts are written, or none. */
export function FillDialog({ week, onFill, onClose }: Props) {
  const form = useForm({ source: week.templates[0]?.id ?? LAST_WEEK, people: week.people.map((one) => one.id), weeks: "1" }, ({ source, people, weeks }) =>
    onFill({ source: source === LAST_WEEK ? { week: addDays(week.monday, -7) } : { template: source }, people, weeks: Number(weeks) }),
  );
  const { values } = form;
  const several = values.people.length;
  const words = weekWords(week.monday);
  return (
    <Dialog title={t`Planificar desde la semana ${words}`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void form.save().then((saved) => saved && onClose());
        }}
      >
        <Select label={t`Tomar los turnos de`} value={values.source} onChange={(event) => form.set({ source: event.target.value })}>
          {week.templates.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
          <option value={LAST_WEEK}>{t`La semana anterior`}</option>
        </Select>
        <Field type="number" min={1} max={26} required label={t`Cuántas semanas`} value={values.weeks} onChange={(event) => form.set({ weeks: event.target.value })} />
        <fieldset>
          <legend>{t`Para quiénes`}</legend>
          {week.people.map((one) => (
            <Checkbox
              key={one.id}
              label={one.name}
              checked={values.people.includes(one.id)}
              onChange={(event) => form.set({ people: event.target.checked ? [...values.people, one.id] : values.people.filter((id) => id !== one.id) })}
            />
          ))}
        </fieldset>
        <DeedFoot form={form} ready={several > 0} deed={plural(several, { one: "Planificar a # persona", many: "Planificar a # personas", other: "Planificar a # personas" })} />
      </form>
    </Dialog>
  );
}

export interface Filling {
  source: { template: string } | { week: Day };
  people: string[];
  weeks: number;
}

interface Props {
  week: ScheduleWeek;
  onFill: (filling: Filling) => Promise<unknown>;
  onClose: () => void;
}
