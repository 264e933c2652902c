import { t } from "@lingui/core/macro";
import { useState } from "react";
import type { Measure } from "~/client/contract/floor";
import type { Assignee, Queue } from "~/client/contract/who";
import { Checkbox } from "~/kit/Checkbox";
import { Dialog } from "~/kit/Dialog";
import { Field } from "~/kit/Field";
import { FormFoot } from "~/kit/FormFoot";
import { Select } from "~/kit/Select";
import { Stack } from "~/kit/Stack";
import { useForm } from "~/kit/useForm";
import { isAtLeast, MEASURES } from "./figures";
import { measureMeans, measureWords } from "./figureWords";

export interface RuleDraft {
  measure: Measure;
  queue_id: string | null;
  threshold: number;
  for_seconds: number;
  owner_id: string;
  sound: boolean;
}

/** Which number raises an alert, beyond what, after how long, and whom it is told to. */
export function AlertRuleDialog({ queues, people, myId, onMake, onClose }: Props) {
  const [measure, setMeasure] = useState<Measure>("longest_wait");
  const form = useForm({ threshold: "10", minutes: "2", queue: "", owner: myId, sound: false }, ({ threshold, minutes, queue, owner, sound }) =>
    onMake({
      measure,
      queue_id: queue || null,
      threshold: Math.round(Number(threshold)) * (measure === "longest_wait" ? 60 : 1),
      for_seconds: Math.round(Number(minutes) * 60),
      owner_id: owner,
      sound,
    }),
  );
  const { values, set } = form;
  return (
    <Dialog title={t`Alerta nueva`} onClose={onClose}>
      <Stack onSubmit={() => void form.save().then((saved) => saved && onClose())}>
        <Select
          label={t`Número`}
          value={measure}
          onChange={(event) => {
            setMeasure(event.target.value as Measure);
            set({});
          }}
        >
          {MEASURES.map((one) => (
            <option key={one} value={one}>
              {measureWords(one)}
            </option>
          ))}
        </Select>
        <p>{measureMeans(measure)}</p>
        <Field
          label={thresholdWords(measure)}
          type="number"
          min={0}
          max={measure === "service_level" || measure === "load" ? 100 : undefined}
          required
          value={values.threshold}
          onChange={(event) => set({ threshold: event.target.value })}
        />
        <Field label={t`Durante cuántos minutos`} type="number" min={0} max={1440} step={0.5} required value={values.minutes} onChange={(event) => set({ minutes: event.target.value })} />
        <Select label={t`Cola`} value={values.queue} onChange={(event) => set({ queue: event.target.value })}>
          <option value="">{t`Todas las colas`}</option>
          {queues.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
        <Select label={t`A quién se avisa`} value={values.owner} onChange={(event) => set({ owner: event.target.value })}>
          {people.some((one) => one.id === myId) ? null : <option value={myId}>{t`A mí`}</option>}
          {people.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
        <Checkbox label={t`También con sonido en Supervisión`} checked={values.sound} onChange={(event) => set({ sound: event.target.checked })} />
        <FormFoot form={{ ...form, dirty: true }} deed={t`Crear alerta`} />
      </Stack>
    </Dialog>
  );
}

function thresholdWords(measure: Measure): string {
  if (isAtLeast(measure)) return t`Cuando baja de (%)`;
  if (measure === "longest_wait") return t`Cuando pasa de (minutos)`;
  return measure === "load" ? t`Cuando pasa de (%)` : t`Cuando pasa de (casos)`;
}

interface Props {
  queues: readonly Queue[];
  people: readonly Assignee[];
  myId: string;
  onMake: (draft: RuleDraft) => Promise<unknown>;
  onClose: () => void;
}
