import { t } from "@lingui/core/macro";
import type { Action, Named } from "~/client/contract/automation";
import { Checkbox } from "~/kit/Checkbox";
import { Field } from "~/kit/Field";
import { Select } from "~/kit/Select";
import { ACTIONS, ASIDE_REASONS, HANDOVERS, MODERATIONS, WAITS } from "./actionWords";
import { blankAction, KINDS } from "./actions";
import type { Lexicon } from "./lexicon";
import { PRIORITY_NAMES } from "./priorityNames";
import css from "./Rule.module.css";
import { ScalarField } from "./ScalarField";
import { TextFields } from "./TextFields";

/** One step: what it does, and with what. */
export function ActionFields({ action, lexicon, onChange }: Props) {
  return (
    <div>
      <div className={css.row}>
        <div className={css.grow}>
          <Select label={t`Hacer`} value={action.do} onChange={(event) => onChange(blankAction(event.target.value as Action["do"]))}>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {ACTIONS[kind]()}
              </option>
            ))}
          </Select>
        </div>
        <Chosen action={action} lexicon={lexicon} onChange={onChange} />
      </div>
      {action.do === "note" ? (
        <TextFields texts={{ es: action.text }} plain variables={lexicon.choices.variables} onChange={(texts) => onChange({ do: "note", text: texts.es ?? "" })} />
      ) : null}
      {action.do === "reply" && !action.canned_id ? (
        <TextFields texts={action.texts ?? {}} variables={lexicon.choices.variables} onChange={(texts) => onChange({ do: "reply", texts })} />
      ) : null}
      {action.do === "take_private" ? (
        <TextFields texts={action.texts} variables={lexicon.choices.variables} onChange={(texts) => onChange({ do: "take_private", texts })} />
      ) : null}
    </div>
  );
}

function Chosen({ action, lexicon: { choices }, onChange }: Props) {
  switch (action.do) {
    case "assign": {
      const to = action.queue_id ? `q${action.queue_id}` : action.team_id ? `t${action.team_id}` : action.user_id ? `u${action.user_id}` : "";
      const give = (value: string) => {
        const id = value.slice(1);
        onChange(value[0] === "q" ? { do: "assign", queue_id: id } : value[0] === "t" ? { do: "assign", team_id: id } : { do: "assign", user_id: id });
      };
      return (
        <Pick label={t`A quién`} value={to} onPick={give}>
          <Options label={t`Colas`} list={choices.queues} mark="q" />
          <Options label={t`Equipos`} list={choices.teams} mark="t" />
          <Options label={t`Personas`} list={choices.users} mark="u" />
        </Pick>
      );
    }
    case "priority":
      return (
        <Pick label={t`Prioridad`} value={String(action.priority)} onPick={(value) => onChange({ do: "priority", priority: Number(value) })}>
          {PRIORITY_NAMES.map(([value, words]) => (
            <option key={value} value={value}>
              {words()}
            </option>
          ))}
        </Pick>
      );
    case "tag":
    case "untag":
      return (
        <Pick label={t`Etiqueta`} value={action.tag_id} onPick={(tag_id) => onChange({ do: action.do, tag_id })}>
          <Options list={choices.tags} />
        </Pick>
      );
    case "attribute": {
      const attribute = choices.attributes.find((one) => one.key === action.key);
      return (
        <>
          <Pick label={t`Dato`} value={action.key} onPick={(key) => onChange({ do: "attribute", key, value: null })}>
            <Options list={choices.attributes.map((one) => ({ id: one.key, name: one.name }))} />
          </Pick>
          {attribute ? (
            <ScalarField label={t`Valor (vacío lo borra)`} attribute={attribute} value={action.value} onChange={(value) => onChange({ ...action, value })} />
          ) : null}
        </>
      );
    }
    case "reply":
      return (
        <Pick
          label={t`Con qué`}
          value={action.canned_id ?? "text"}
          onPick={(id) => onChange(id === "text" ? { do: "reply", texts: { es: "" } } : { do: "reply", canned_id: id })}
        >
          <option value="text">{t`Un texto`}</option>
          <Options label={t`Respuestas guardadas`} list={choices.canned} />
        </Pick>
      );
    case "moderate":
      return (
        <Pick label={t`Cómo`} value={action.act} onPick={(act) => onChange({ do: "moderate", act: act as "hide" })}>
          {MODERATIONS.map(([act, words]) => (
            <option key={act} value={act}>
              {words()}
            </option>
          ))}
        </Pick>
      );
    case "hand_over":
      return (
        <Pick label={t`Cómo`} value={action.act} onPick={(act) => onChange({ do: "hand_over", act: act as "take" })}>
          {HANDOVERS.map(([act, words]) => (
            <option key={act} value={act}>
              {words()}
            </option>
          ))}
        </Pick>
      );
    case "wait":
      return (
        <>
          <Pick label={t`A la espera`} value={action.on} onPick={(on) => onChange(on === "until" ? { do: "wait", on, minutes: 60 } : { do: "wait", on: on as "contact" })}>
            {WAITS.map(([on, words]) => (
              <option key={on} value={on}>
                {words()}
              </option>
            ))}
          </Pick>
          {action.on === "until" ? (
            <div className={css.small}>
              <Field
                label={t`Minutos`}
                type="number"
                min={1}
                max={525_600}
                value={action.minutes ?? ""}
                onChange={(event) => onChange({ ...action, minutes: event.target.value ? Number(event.target.value) : null })}
              />
            </div>
          ) : null}
          {action.on === "team" ? (
            <Pick label={t`Equipo`} value={action.team_id ?? ""} onPick={(team_id) => onChange({ do: "wait", on: "team", team_id })}>
              <Options list={choices.teams} />
            </Pick>
          ) : null}
        </>
      );
    case "set_aside":
      return (
        <Pick label={t`Motivo`} value={action.reason} onPick={(reason) => onChange({ do: "set_aside", reason })}>
          {ASIDE_REASONS.map(([reason, words]) => (
            <option key={reason} value={reason}>
              {words()}
            </option>
          ))}
        </Pick>
      );
    case "resolve":
      return (
        <Pick label={t`Tipificación`} value={action.disposition_id ?? "none"} onPick={(id) => onChange(id === "none" ? { do: "resolve" } : { do: "resolve", disposition_id: id })}>
          <option value="none">{t`Sin tipificación`}</option>
          <Options list={choices.dispositions} />
        </Pick>
      );
    case "escalate":
      return (
        <>
          <Pick
            label={t`A quién`}
            value={action.team_id ?? "supervisor"}
            onPick={(id) => onChange(id === "supervisor" ? { do: "escalate", level: "supervisor" } : { ...action, level: "team", team_id: id })}
          >
            <option value="supervisor">{t`Quien supervisa`}</option>
            <Options label={t`Equipos`} list={choices.teams} />
          </Pick>
          <div className={css.aside}>
            <Checkbox
              label={t`El caso pasa a quien acepta`}
              checked={action.hands_over ?? false}
              onChange={(event) => onChange({ ...action, hands_over: event.target.checked })}
            />
          </div>
        </>
      );
    case "skill":
      return (
        <>
          <Pick label={t`Habilidad`} value={action.skill_id} onPick={(skill_id) => onChange({ ...action, skill_id })}>
            <Options list={choices.skills} />
          </Pick>
          <Pick label={t`Desde el nivel`} value={String(action.level ?? 1)} onPick={(level) => onChange({ ...action, level: Number(level) })}>
            {[1, 2, 3, 4, 5].map((level) => (
              <option key={level} value={level}>
                {level}
              </option>
            ))}
          </Pick>
        </>
      );
    case "webhook":
      return (
        <div className={css.grow}>
          <Field
            label={t`Código`}
            hint={t`Letras simples y guiones bajos: avisar_bodega`}
            value={action.code}
            maxLength={40}
            onChange={(event) => onChange({ do: "webhook", code: event.target.value.toLowerCase() })}
          />
        </div>
      );
    case "note":
      return null;
  }
}

function Pick({ label, value, onPick, children }: { label: string; value: string; onPick: (value: string) => void; children: React.ReactNode }) {
  return (
    <div className={css.grow}>
      <Select label={label} value={value} onChange={(event) => event.target.value && onPick(event.target.value)}>
        {value === "" ? <option value="">{t`Elegir…`}</option> : null}
        {children}
      </Select>
    </div>
  );
}

function Options({ label, list, mark = "" }: { label?: string; list: readonly Named[]; mark?: string }) {
  const options = list.map((one) => (
    <option key={one.id} value={`${mark}${one.id}`}>
      {one.name}
    </option>
  ));
  return label ? <optgroup label={label}>{options}</optgroup> : options;
}

interface Props {
  action: Action;
  lexicon: Lexicon;
  onChange: (action: Action) => void;
}
