import { t } from "@lingui/core/macro";
import type { Since, Trigger, TriggerKind } from "~/client/contract/automation";
import { Field } from "~/kit/Field";
import { Select } from "~/kit/Select";
import css from "./Rule.module.css";
import type { Lexicon } from "./lexicon";
import { SINCES, TRIGGERS } from "./triggerWords";

/** What a rule waits for. */
export function TriggerFields({ when, lexicon, onChange }: { when: Trigger; lexicon: Lexicon; onChange: (when: Trigger) => void }) {
  const choose = (kind: TriggerKind) => onChange(begun(kind, lexicon));
  const tagged = when.kind === "tag_added" || when.kind === "tag_removed";
  return (
    <div className={css.row}>
      <div className={css.grow}>
        <Select label={t`Cuando`} value={when.kind} onChange={(event) => choose(event.target.value as TriggerKind)}>
          {(Object.keys(TRIGGERS) as TriggerKind[]).map((kind) => (
            <option key={kind} value={kind}>
              {TRIGGERS[kind]()}
            </option>
          ))}
        </Select>
      </div>
      {tagged ? (
        <div className={css.grow}>
          <Select
            label={t`Etiqueta`}
            value={when.tag_id ?? ""}
            onChange={(event) => onChange(event.target.value ? { ...when, tag_id: event.target.value } : { kind: when.kind })}
          >
            <option value="">{t`Cualquiera`}</option>
            {lexicon.choices.tags.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </Select>
        </div>
      ) : null}
      {when.kind === "team_absent" ? (
        <div className={css.grow}>
          <Select
            label={t`Equipo`}
            required
            value={when.team_id ?? ""}
            onChange={(event) => onChange({ ...when, team_id: event.target.value })}
          >
            {lexicon.choices.teams.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </Select>
          <p className={css.hint}>{t`Se pregunta por cada caso abierto del equipo que no está a la espera. Presente es quien está disponible u ocupado.`}</p>
        </div>
      ) : null}
      {when.kind === "time_passed" ? (
        <>
          <div className={css.small}>
            <Field
              label={t`Minutos`}
              type="number"
              min={1}
              max={129_600}
              required
              value={when.minutes ?? ""}
              onChange={(event) => onChange({ ...when, minutes: event.target.value ? Number(event.target.value) : null })}
            />
          </div>
          <div className={css.grow}>
            <Select label={t`Mientras`} value={when.since ?? "unanswered"} onChange={(event) => onChange({ ...when, since: event.target.value as Since })}>
              {(Object.keys(SINCES) as Since[]).map((one) => (
                <option key={one} value={one}>
                  {SINCES[one]()}
                </option>
              ))}
            </Select>
          </div>
        </>
      ) : null}
    </div>
  );
}

/** What a trigger of this kind says before anybody chooses more. */
function begun(kind: TriggerKind, lexicon: Lexicon): Trigger {
  if (kind === "time_passed") return { kind, since: "unanswered", minutes: 30 };
  if (kind === "team_absent") return { kind, team_id: lexicon.choices.teams[0]?.id ?? null };
  return { kind };
}
