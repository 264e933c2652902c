import { t } from "@lingui/core/macro";
import type { RoutingPolicy } from "~/client/contract/pointsEndpoints";
import { Field } from "~/kit/Field";
import { FormFoot } from "~/kit/FormFoot";
import { longSpan } from "~/kit/formats";
import { Section } from "~/kit/Section";
import { useForm } from "~/kit/useForm";
import css from "./Fields.module.css";
import { fitPoints, urgencyPoints } from "./pointWords";

/** The points, each with what it means and what it usually is. */
export function RoutingForm({ policy, onSend }: Props) {
  const form = useForm(policy.terms, onSend);
  const usual = policy.usual;
  const fields = (points: ReturnType<typeof urgencyPoints>) => (
    <div className={css.form}>
      {points.map(({ name, label, hint, least, step }) => (
        <Field
          key={name}
          label={label}
          hint={t`${hint} De costumbre, ${usual[name]}.`}
          type="number"
          min={least}
          max={name === "slack_half" ? 86_400 : 1_000}
          step={step}
          value={form.values[name]}
          onChange={(event) => event.target.value !== "" && form.set({ [name]: Number(event.target.value) })}
        />
      ))}
    </div>
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void form.save();
      }}
    >
      <Section title={t`A quién se atiende primero`} hint={t`Con estos puntos, un caso que espera ${longSpan(policy.bound_minutes * 60_000)} más que otro va delante, sea lo que sea lo demás.`}>
        {fields(urgencyPoints())}
      </Section>
      <Section title={t`Quién lo recibe`} hint={t`Solo entre quienes están en línea, son del equipo, tienen las habilidades y tienen lugar.`}>
        {fields(fitPoints())}
      </Section>
      <FormFoot form={form} />
    </form>
  );
}

interface Props {
  policy: RoutingPolicy;
  onSend: (terms: RoutingPolicy["terms"]) => Promise<void>;
}
