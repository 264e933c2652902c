import { t } from "@lingui/core/macro";
import { useState } from "react";
import type { WhatIfAsked } from "~/client/contract/whatIfEndpoints";
import { Refused } from "~/client/http";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { Select } from "~/kit/Select";
import { choiceLevers, houseLevers, type Lever, leverValue } from "./leverWords";
import css from "./WhatIf.module.css";

/** Which day is lived again, and what is other in it. What stays empty is as it was. */
export function WhatIfForm({ yesterday, zone, busy, error, onAsk }: Props) {
  const [kind, setKind] = useState<"day" | "made">("day");
  const [day, setDay] = useState(yesterday);
  const [made, setMade] = useState({ days: "10", cases: "2400", staff: "16" });
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [hours, setHours] = useState({ from: "", to: "" });
  const problem = error instanceof Refused ? error.problem : null;
  const lever = typeof problem?.lever === "string" ? problem.lever : null;
  const ofDay = problem?.code === "no_recorded_day" || problem?.code === "day_not_over";
  const said = (name: string) => (lever === name ? problemWords(error) : undefined);

  const ask = () => {
    const levers = Object.fromEntries(Object.entries(typed).flatMap(([name, value]) => (leverValue(name, value) ? [[name, leverValue(name, value)]] : [])));
    if (hours.from && hours.to) levers.hours = `${hours.from}-${hours.to}`;
    const synthetic = { days: Number(made.days), cases: Number(made.cases), staff: Number(made.staff) };
    onAsk({ days: kind === "day" ? [day] : [], zone, synthetic: kind === "made" ? synthetic : null, levers });
  };
  const fields = (levers: Lever[]) =>
    levers.map(({ name, label, hint, least, most, step }) => (
      <Field
        key={name}
        type="number"
        label={label}
        hint={hint}
        error={said(name)}
        min={least}
        max={most}
        step={step}
        placeholder={t`como ahora`}
        value={typed[name] ?? ""}
        onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
      />
    ));
  const size = (name: keyof typeof made, label: string, least: number, most: number) => (
    <Field type="number" required label={label} min={least} max={most} value={made[name]} onChange={(event) => setMade({ ...made, [name]: event.target.value })} />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <Section title={t`Qué día`} hint={t`Un día registrado trae los casos y la gente que hubo. Los sintéticos son siempre los mismos, con chat, mensajería y correo, y se reparten con los puntos de costumbre.`}>
        <div className={css.fields}>
          <Select label={t`Qué se repite`} value={kind} onChange={(event) => setKind(event.target.value === "made" ? "made" : "day")}>
            <option value="day">{t`Un día registrado`}</option>
            <option value="made">{t`Días sintéticos`}</option>
          </Select>
          {kind === "day" ? (
            <Field type="date" required label={t`Día`} max={yesterday} value={day} error={ofDay ? problemWords(error) : undefined} onChange={(event) => setDay(event.target.value)} />
          ) : (
            <>
              {size("days", t`Días`, 2, 30)}
              {size("cases", t`Casos por día`, 10, 5_000)}
              {size("staff", t`Agentes por día`, 1, 500)}
            </>
          )}
        </div>
      </Section>
      <Section title={t`Quién está`} hint={t`Lo que queda vacío sigue como ahora.`}>
        <div className={css.fields}>
          {fields(houseLevers())}
          <Field type="time" label={t`Las promesas cuentan desde`} error={said("hours")} value={hours.from} required={hours.to !== ""} onChange={(event) => setHours({ ...hours, from: event.target.value })} />
          <Field type="time" label={t`Las promesas cuentan hasta`} value={hours.to} required={hours.from !== ""} onChange={(event) => setHours({ ...hours, to: event.target.value })} />
        </div>
      </Section>
      <Section title={t`Cómo se reparte`} hint={t`Los puntos se pueden encender después, con el resultado a la vista.`}>
        <div className={css.fields}>{fields(choiceLevers())}</div>
      </Section>
      {error && lever === null && !ofDay ? <Failing what={t`No se empezó`} why={problemWords(error)} /> : null}
      <div className={css.foot}>
        <Button look="main" type="submit" disabled={busy}>
          {t`Simular`}
        </Button>
      </div>
    </form>
  );
}

interface Props {
  /** The last day that is over, as this person's calendar shows it. */
  yesterday: string;
  zone: string;
  busy: boolean;
  /** Why the last try was refused. */
  error: unknown;
  onAsk: (asked: WhatIfAsked) => void;
}
