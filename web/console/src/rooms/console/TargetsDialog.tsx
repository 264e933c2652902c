import { t } from "@lingui/core/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Measure, Wall } from "~/client/contract/floor";
import { call } from "~/client/http";
import { Dialog } from "~/kit/Dialog";
import { Field } from "~/kit/Field";
import { FormFoot } from "~/kit/FormFoot";
import { Select } from "~/kit/Select";
import { useForm } from "~/kit/useForm";
import { Stack } from "~/kit/Stack";
import { MEASURES, targetOf } from "./figures";
import { measureMeans, measureWords } from "./figureWords";

type Values = Record<Measure, string>;

/** What each number should be: everywhere, or otherwise in one queue. */
export function TargetsDialog({ wall, onClose }: { wall: Wall; onClose: () => void }) {
  const cache = useQueryClient();
  const [queue, setQueue] = useState<string | null>(null);
  const own = (measure: Measure) => wall.targets.find((one) => one.measure === measure && one.queue_id === queue)?.value;
  const kept = Object.fromEntries(MEASURES.map((one) => [one, inUnits(one, own(one))])) as Values;
  const form = useForm(kept, async (values) => {
    for (const measure of MEASURES) {
      if (values[measure] === kept[measure]) continue;
      await call("PUT /floor/targets", { body: { measure, value: outOfUnits(measure, values[measure]), queue_id: queue } });
    }
    await cache.invalidateQueries({ queryKey: ["floor", "wall"] });
  });
  return (
    <Dialog title={t`Metas del tablero`} onClose={onClose}>
      <Stack onSubmit={() => {
          void form.save().then((saved) => saved && onClose());
        }}>
        <Select label={t`Valen para`} value={queue ?? ""} disabled={form.dirty} onChange={(event) => setQueue(event.target.value || null)}>
          <option value="">{t`Todas las colas`}</option>
          {wall.queues.flatMap((one) => (one.id === null ? [] : [<option key={one.id} value={one.id}>{one.name}</option>]))}
        </Select>
        {MEASURES.map((measure) => (
          <Field
            key={measure}
            type="number"
            min={0}
            max={measure === "service_level" || measure === "load" ? 100 : undefined}
            required={queue === null}
            label={`${measureWords(measure)} (${unitWords(measure)})`}
            placeholder={queue === null ? undefined : inUnits(measure, targetOf(measure, wall.targets, null))}
            hint={measureMeans(measure)}
            value={form.values[measure]}
            onChange={(event) => form.set({ [measure]: event.target.value } as Partial<Values>)}
          />
        ))}
        <FormFoot form={form} />
      </Stack>
    </Dialog>
  );
}

/** Waits are told in minutes, kept in seconds. */
function inUnits(measure: Measure, value: number | undefined): string {
  if (value === undefined) return "";
  return String(measure === "longest_wait" ? Math.round(value / 60) : value);
}

function outOfUnits(measure: Measure, said: string): number | null {
  if (said.trim() === "") return null;
  return measure === "longest_wait" ? Math.round(Number(said)) * 60 : Math.round(Number(said));
}

function unitWords(measure: Measure): string {
  switch (measure) {
    case "longest_wait":
      return t`minutos, a lo más`;
    case "service_level":
      return t`%, al menos`;
    case "load":
      return t`%, a lo más`;
    case "waiting":
    case "at_risk":
    case "breached":
      return t`casos, a lo más`;
    default:
      return measure satisfies never;
  }
}
