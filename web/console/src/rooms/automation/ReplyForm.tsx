import { t } from "@lingui/core/macro";
import type { AutoReply } from "~/client/contract/automation";
import { Button } from "~/kit/Button";
import { Checkbox } from "~/kit/Checkbox";
import { Field } from "~/kit/Field";
import { FormFoot } from "~/kit/FormFoot";
import { useForm } from "~/kit/useForm";
import css from "./Rule.module.css";
import { TextFields } from "./TextFields";

export type ReplyValues = Omit<AutoReply, "id" | "version" | "changed_at">;

/** One automatic reply: its texts, how often it may be said, whether it is on. */
export function ReplyForm({ kept, variables, onSave, onDrop }: Props) {
  const form = useForm<ReplyValues>(kept, onSave);
  const { values } = form;
  const minutes = (text: string, most: number) => Math.min(Math.max(Math.round(Number(text)) || 1, 1), most);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void form.save();
      }}
    >
      <Checkbox label={t`Se dice sola`} checked={values.active} onChange={(event) => form.set({ active: event.target.checked })} />
      <TextFields texts={values.texts} variables={variables} onChange={(texts) => form.set({ texts })} />
      <div className={css.row}>
        <div className={css.small}>
          <Field
            label={t`Una vez cada (minutos)`}
            type="number"
            min={1}
            max={43_200}
            value={values.window_minutes}
            onChange={(event) => form.set({ window_minutes: minutes(event.target.value, 43_200) })}
          />
        </div>
        {values.kind === "slow" ? (
          <div className={css.small}>
            <Field
              label={t`Tras esperar (minutos)`}
              type="number"
              min={1}
              max={10_080}
              value={values.after_minutes}
              onChange={(event) => form.set({ after_minutes: minutes(event.target.value, 10_080) })}
            />
          </div>
        ) : null}
      </div>
      <FormFoot form={form} />
      {onDrop ? (
        <Button look="bare" onClick={onDrop}>
          {t`Quitar esta excepción`}
        </Button>
      ) : null}
    </form>
  );
}

interface Props {
  kept: ReplyValues;
  variables: readonly string[];
  onSave: (values: ReplyValues) => Promise<unknown>;
  onDrop: (() => void) | null;
}
