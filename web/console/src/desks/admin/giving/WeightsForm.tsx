import { t } from "@lingui/core/macro";
import type { Weight } from "~/client/contract/weightsEndpoints";
import { Field } from "~/kit/Field";
import { FormFoot } from "~/kit/FormFoot";
import { Select } from "~/kit/Select";
import { useForm } from "~/kit/useForm";
import { channelWords } from "~/rooms/channels/channelWords";
import { UNITS } from "./units";
import css from "./WeightsForm.module.css";
import { type Way, wayOf, wayWords } from "./weightWords";

/** One line a channel: how its cases are worked, and how many usual ones each is worth. */
export function WeightsForm({ kept, onSend }: Props) {
  const bare = kept.map(({ channel, units, live, exclusive }) => ({ channel, units, live, exclusive }));
  const form = useForm<{ weights: Weight[] }>({ weights: bare }, ({ weights }) => onSend(weights));
  const change = (channel: string, part: Partial<Weight>) => form.set({ weights: form.values.weights.map((one) => (one.channel === channel ? { ...one, ...part } : one)) });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void form.save();
      }}
    >
      {form.values.weights.map((one) => {
        const usual = kept.find((each) => each.channel === one.channel)?.usual ?? one;
        const [way, weight] = [wayWords(wayOf(usual)), usual.units / UNITS];
        return (
          <fieldset key={one.channel} className={css.channel}>
            <legend>{channelWords(one.channel)}</legend>
            <Select
              label={t`Cómo se atiende`}
              value={wayOf(one)}
              onChange={(event) => {
                const asked = event.target.value as Way;
                change(one.channel, { live: asked !== "deferred", exclusive: asked === "exclusive" });
              }}
            >
              {(["live", "deferred", "exclusive"] as const).map((each) => (
                <option key={each} value={each}>
                  {wayWords(each)}
                </option>
              ))}
            </Select>
            <Field
              label={t`Vale por cuántos casos`}
              type="number"
              required
              min={0}
              max={100}
              step={1 / UNITS}
              disabled={one.exclusive}
              value={Number.isNaN(one.units) ? "" : one.units / UNITS}
              onChange={(event) => change(one.channel, { units: Math.round(event.target.valueAsNumber * UNITS) })}
            />
            <p className={css.usual}>{t`De costumbre: ${way}, ${weight}.`}</p>
          </fieldset>
        );
      })}
      <FormFoot form={form} />
    </form>
  );
}

interface Props {
  kept: readonly (Weight & { usual: Weight })[];
  onSend: (weights: Weight[]) => Promise<void>;
}
