import { t } from "@lingui/core/macro";
import type { Leaf, Prediction, ValueOp } from "~/client/contract/automation";
import { Checkbox } from "~/kit/Checkbox";
import { Field } from "~/kit/Field";
import { Select } from "~/kit/Select";
import { AttributeFields } from "./AttributeFields";
import { FIELDS, OPS, PREDICTIONS, YES_NO, dayName, hourWords, isShare } from "./conditionWords";
import type { Lexicon } from "./lexicon";
import { PRIORITY_NAMES } from "./priorityNames";
import css from "./Rule.module.css";
import { ValuePicker } from "./ValuePicker";
import { WordsField } from "./WordsField";

const ORDERED: ValueOp[] = ["at_least", "at_most", "is", "is_not"];
/** What one would ask of a prediction first. */
function usual(name: Prediction): { name: Prediction; value: number; op: ValueOp } {
  if (name === "influence" || name === "value") return { name, value: 60, op: "at_least" };
  if (name === "csat") return { name, value: 40, op: "at_most" };
  return { name, value: name === "urgency" ? 2 : 0.5, op: "at_least" };
}

const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** The operator and the values of one question. */
export function LeafFields({ leaf, lexicon, onChange }: { leaf: Leaf; lexicon: Lexicon; onChange: (leaf: Leaf) => void }) {
  switch (leaf.is) {
    case "text":
      return (
        <>
          <div className={css.small}>
            <Select label={t`Dice`} value={leaf.op ?? "any"} onChange={(event) => onChange({ ...leaf, op: event.target.value as "any" })}>
              <option value="any">{t`alguna de`}</option>
              <option value="all">{t`todas`}</option>
              <option value="none">{t`ninguna de`}</option>
            </Select>
          </div>
          <div className={css.grow}>
            <WordsField label={t`Palabras o frases`} words={leaf.words} onChange={(words) => onChange({ ...leaf, words })} />
          </div>
          <div className={css.aside}>
            <Checkbox label={t`Palabra entera`} checked={leaf.whole !== false} onChange={(event) => onChange({ ...leaf, whole: event.target.checked })} />
          </div>
        </>
      );
    case "earlier":
      return (
        <>
          <Amount label={t`Al menos (mensajes)`} value={leaf.at_least ?? 1} most={100} onChange={(at_least) => onChange({ ...leaf, at_least })} />
          <Amount label={t`En los últimos (días)`} value={leaf.days} most={90} onChange={(days) => onChange({ ...leaf, days })} />
          <div className={css.grow}>
            <WordsField optional label={t`Que digan alguna de`} words={leaf.words ?? []} onChange={(words) => onChange({ ...leaf, words })} />
          </div>
        </>
      );
    case "choice":
      return (
        <>
          <div className={css.small}>
            <Select label={t`Relación`} value={leaf.op ?? "is"} onChange={(event) => onChange({ ...leaf, op: event.target.value as "is" })}>
              <option value="is">{OPS.is()}</option>
              <option value="is_not">{OPS.is_not()}</option>
            </Select>
          </div>
          <ValuePicker
            label={t`Cuál: ${FIELDS[leaf.field]()}`}
            options={lexicon.values[leaf.field]}
            values={leaf.values}
            onChange={(values) => onChange({ ...leaf, values })}
          />
        </>
      );
    case "number":
    case "prediction":
      return (
        <>
          {leaf.is === "prediction" ? (
            <div className={css.grow}>
              <Select label={t`Predicción`} value={leaf.name} onChange={(event) => onChange({ ...leaf, ...usual(event.target.value as Prediction) })}>
                {(Object.keys(PREDICTIONS) as Prediction[]).map((name) => (
                  <option key={name} value={name}>
                    {PREDICTIONS[name]()}
                  </option>
                ))}
              </Select>
            </div>
          ) : null}
          <div className={css.small}>
            <Select label={t`Relación`} value={leaf.op ?? "at_least"} onChange={(event) => onChange({ ...leaf, op: event.target.value as ValueOp })}>
              {ORDERED.map((op) => (
                <option key={op} value={op}>
                  {OPS[op]()}
                </option>
              ))}
            </Select>
          </div>
          <div className={css.small}>
            {leaf.is === "number" && leaf.field === "priority" ? (
              <Select label={t`Valor`} value={String(leaf.value)} onChange={(event) => onChange({ ...leaf, value: Number(event.target.value) })}>
                {PRIORITY_NAMES.map(([value, words]) => (
                  <option key={value} value={value}>
                    {words()}
                  </option>
                ))}
              </Select>
            ) : leaf.is === "prediction" && isShare(leaf.name) ? (
              <Field
                label={t`Valor (%)`}
                type="number"
                min={0}
                max={100}
                value={Math.round(leaf.value * 100)}
                onChange={(event) => onChange({ ...leaf, value: Number(event.target.value) / 100 })}
              />
            ) : (
              <Field label={t`Valor`} type="number" step="any" value={leaf.value} onChange={(event) => onChange({ ...leaf, value: Number(event.target.value) })} />
            )}
          </div>
        </>
      );
    case "yes_no": {
      const [yes, no] = YES_NO[leaf.field];
      return (
        <div className={css.grow}>
          <Select label={t`Respuesta`} value={String(leaf.value !== false)} onChange={(event) => onChange({ ...leaf, value: event.target.value === "true" })}>
            <option value="true">{yes()}</option>
            <option value="false">{no()}</option>
          </Select>
        </div>
      );
    }
    case "attribute":
      return <AttributeFields leaf={leaf} lexicon={lexicon} onChange={onChange} />;
    case "time": {
      const days = leaf.days ?? WEEK;
      return (
        <>
          <div className={css.grow}>
            <div className={css.days} role="group" aria-label={t`Días`}>
              {WEEK.map((day) => (
                <Checkbox
                  key={day}
                  label={dayName(day)}
                  checked={days.includes(day)}
                  onChange={(event) => onChange({ ...leaf, days: WEEK.filter((each) => (each === day ? event.target.checked : days.includes(each))) })}
                />
              ))}
            </div>
          </div>
          <Hour label={t`Desde`} minute={leaf.begins ?? 0} onChange={(begins) => onChange({ ...leaf, begins: Math.min(begins, 1_439) })} />
          <Hour label={t`Hasta`} minute={leaf.ends ?? 1_440} onChange={(ends) => onChange({ ...leaf, ends: ends || 1_440 })} />
        </>
      );
    }
  }
}

function Amount({ label, value, most, onChange }: { label: string; value: number; most: number; onChange: (value: number) => void }) {
  return (
    <div className={css.small}>
      <Field
        label={label}
        type="number"
        min={1}
        max={most}
        value={value}
        onChange={(event) => onChange(Math.min(Math.max(Number(event.target.value) || 1, 1), most))}
      />
    </div>
  );
}

function Hour({ label, minute, onChange }: { label: string; minute: number; onChange: (minute: number) => void }) {
  return (
    <div className={css.small}>
      <Field
        label={label}
        type="time"
        value={minute === 1_440 ? "00:00" : hourWords(minute)}
        onChange={(event) => {
          const [hours = 0, minutes = 0] = event.target.value.split(":").map(Number);
          onChange(hours * 60 + minutes);
        }}
      />
    </div>
  );
}
