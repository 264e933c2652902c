import { plural, t } from "@lingui/core/macro";
import type { FloorAgent } from "~/client/contract/floor";
import { Dialog } from "~/kit/Dialog";
import { Field } from "~/kit/Field";
import { FormFoot } from "~/kit/FormFoot";
import { useForm } from "~/kit/useForm";
import { Stack } from "~/kit/Stack";

export const UNITS = 10; // of a usual conversation

/** How much somebody can hold at once, in usual conversations. */
export function CapacityDialog({ agent, onSay, onClose }: Props) {
  const form = useForm({ limit: String(agent.capacity / UNITS) }, ({ limit }) => onSay(Math.round(Number(limit) * UNITS)));
  const held = Math.ceil(agent.load / UNITS);
  const below = Number(form.values.limit) < held;
  return (
    <Dialog title={t`Capacidad de ${agent.name}`} onClose={onClose}>
      <Stack onSubmit={() => {
          void form.save().then((saved) => saved && onClose());
        }}>
        <Field
          type="number"
          min={0}
          max={100}
          step={0.5}
          required
          label={t`Conversaciones a la vez`}
          hint={
            below
              ? plural(held, {
                  one: "Tiene # ahora: la conserva, y no recibe otra hasta bajar de este número.",
                  many: "Tiene # ahora: las conserva, y no recibe otra hasta bajar de este número.",
                  other: "Tiene # ahora: las conserva, y no recibe otra hasta bajar de este número.",
                })
              : t`Una llamada o un chat pueden pesar más que un correo: lo dice el peso de cada canal.`
          }
          value={form.values.limit}
          onChange={(event) => form.set({ limit: event.target.value })}
        />
        <FormFoot form={form} />
      </Stack>
    </Dialog>
  );
}

interface Props {
  agent: FloorAgent;
  onSay: (capacity: number) => Promise<unknown>;
  onClose: () => void;
}
