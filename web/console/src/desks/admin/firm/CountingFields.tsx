import { t } from "@lingui/core/macro";
import { X } from "lucide-react";
import type { Calendar } from "~/client/contract/hours";
import type { Terms } from "~/client/contract/promises";
import { Checkbox } from "~/kit/Checkbox";
import { Field } from "~/kit/Field";
import { IconButton } from "~/kit/IconButton";
import { Select } from "~/kit/Select";
import { nameOf } from "~/kit/formats";
import css from "./Fields.module.css";

const FIRST = ["AR", "BR", "CL", "CO", "MX", "PE"];

/** Whose time counts, when a promise is said to approach, and how countries differ. */
export function CountingFields({ terms, calendarId, calendars, onTerms, onCalendar }: Props) {
  const factors = Object.entries(terms.factors);
  const free = FIRST.find((one) => !(one in terms.factors));
  const without = (country: string) => Object.fromEntries(factors.filter(([one]) => one !== country));
  const share = Math.round(terms.approach * 100);
  return (
    <div className={css.form}>
      <Checkbox
        label={t`Cuenta noche y día`}
        hint={t`También fuera del horario, fines de semana y feriados.`}
        checked={terms.wall_clock}
        onChange={(event) => onTerms({ wall_clock: event.target.checked })}
      />
      {terms.wall_clock ? null : (
        <Select label={t`Horario propio`} value={calendarId ?? ""} onChange={(event) => onCalendar(event.target.value || null)}>
          <option value="">{t`El de la cola, la cuenta de canal o la marca`}</option>
          {calendars.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
      )}
      <Checkbox
        label={t`La respuesta de un bot cumple la primera respuesta`}
        checked={terms.bot_counts}
        onChange={(event) => onTerms({ bot_counts: event.target.checked })}
      />
      <Checkbox
        label={t`Candado`}
        hint={t`Una política más precisa puede prometer menos tiempo, nunca más.`}
        checked={terms.locked}
        onChange={(event) => onTerms({ locked: event.target.checked })}
      />
      <Field
        label={t`Avisa que se acerca al ${share} % del plazo`}
        type="range"
        min={10}
        max={100}
        step={5}
        value={share}
        onChange={(event) => onTerms({ approach: Number(event.target.value) / 100 })}
      />
      {factors.map(([country, factor]) => (
        <div className={css.line} key={country}>
          <Field
            label={t`Por cuánto se multiplica en ${nameOf("region", country)}`}
            type="number"
            min={0.1}
            max={10}
            step={0.1}
            value={factor}
            onChange={(event) => {
              const said = Number(event.target.value);
              if (said > 0 && said <= 10) onTerms({ factors: { ...terms.factors, [country]: said } });
            }}
          />
          <IconButton icon={X} name={t`Quitar ${nameOf("region", country)}`} onClick={() => onTerms({ factors: without(country) })} />
        </div>
      ))}
      {free ? (
        <Select
          label={t`Otro ritmo en un país`}
          value=""
          onChange={(event) => onTerms({ factors: { ...terms.factors, [event.target.value]: 1 } })}
        >
          <option value="">{t`Elegir país…`}</option>
          {FIRST.filter((one) => !(one in terms.factors)).map((one) => (
            <option key={one} value={one}>
              {nameOf("region", one)}
            </option>
          ))}
        </Select>
      ) : null}
    </div>
  );
}

interface Props {
  terms: Terms;
  calendarId: string | null;
  calendars: Calendar[];
  onTerms: (part: Partial<Terms>) => void;
  onCalendar: (id: string | null) => void;
}
