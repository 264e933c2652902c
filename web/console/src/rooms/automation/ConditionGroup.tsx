import { t } from "@lingui/core/macro";
import { Plus, Trash2 } from "lucide-react";
import type { Condition, Group, Leaf } from "~/client/contract/automation";
import { Button } from "~/kit/Button";
import { Checkbox } from "~/kit/Checkbox";
import { IconButton } from "~/kit/IconButton";
import { Select } from "~/kit/Select";
import { FIELDS, NUMBERS, YES_NO } from "./conditionWords";
import { ABOUT_CHOICES, ABOUT_NUMBERS, ABOUT_UNDERSTOOD, ABOUT_YES_NO, type About, aboutOf, isGroup, leafAbout } from "./leaves";
import { LeafFields } from "./LeafFields";
import type { Lexicon } from "./lexicon";
import css from "./Rule.module.css";

const DEEPEST = 3;

/** Questions of which all, or any, must hold; among them groups of their own. */
export function ConditionGroup({ group, lexicon, depth = 1, onChange }: Props) {
  const put = (place: number, one: Condition | null) =>
    onChange({ ...group, of: group.of.flatMap((each, at) => (at !== place ? [each] : one ? [one] : [])) });
  const add = (one: Condition) => onChange({ ...group, of: [...group.of, one] });
  return (
    <div role="group" aria-label={group.is === "all" ? t`Se cumplen todas` : t`Se cumple alguna`}>
      {group.of.length > 1 || depth > 1 ? (
        <Select label={t`Hace falta que`} value={group.is} onChange={(event) => onChange({ ...group, is: event.target.value as "all" })}>
          <option value="all">{t`se cumplan todas`}</option>
          <option value="any">{t`se cumpla alguna`}</option>
        </Select>
      ) : null}
      {group.of.map((one, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- questions have no names; they are added at the end and taken away by their place
        <Asked key={place} one={one} lexicon={lexicon} depth={depth} onChange={(next) => put(place, next)} />
      ))}
      <div className={css.foot}>
        <Button onClick={() => add(leafAbout("text"))}>
          <Plus size={14} aria-hidden />
          {t`Agregar condición`}
        </Button>
        {depth < DEEPEST && group.of.length > 0 ? (
          <Button look="bare" onClick={() => add({ is: "any", of: [leafAbout("text")] })}>{t`Agregar grupo`}</Button>
        ) : null}
      </div>
    </div>
  );
}

function Asked({ one, lexicon, depth, onChange }: { one: Condition; lexicon: Lexicon; depth: number; onChange: (one: Condition | null) => void }) {
  const negated = one.is === "not";
  const inner = negated ? one.of : one;
  const wrap = (next: Condition): Condition => (negated ? { is: "not", of: next } : next);
  if (inner.is === "not") return null; // nobody writes it here: twice not is what it was
  const drop = <IconButton icon={Trash2} name={t`Quitar esta condición`} onClick={() => onChange(null)} />;
  const turn = (
    <Checkbox label={t`No`} checked={negated} onChange={(event) => onChange(event.target.checked ? { is: "not", of: inner } : inner)} />
  );
  if (isGroup(inner)) {
    return (
      <div className={css.part}>
        <div className={css.row}>
          {turn}
          {drop}
        </div>
        <div className={css.group}>
          <ConditionGroup group={inner} lexicon={lexicon} depth={depth + 1} onChange={(next) => onChange(wrap(next))} />
        </div>
      </div>
    );
  }
  return (
    <div className={css.part}>
      <div className={css.row}>
        <div className={css.grow}>
          <AboutSelect leaf={inner} onChange={(about) => onChange(wrap(leafAbout(about)))} />
        </div>
        <div className={css.aside}>
          {turn}
          {drop}
        </div>
      </div>
      <div className={css.row}>
        <LeafFields leaf={inner} lexicon={lexicon} onChange={(next) => onChange(wrap(next))} />
      </div>
    </div>
  );
}

function AboutSelect({ leaf, onChange }: { leaf: Leaf; onChange: (about: About) => void }) {
  return (
    <Select label={t`Sobre`} value={aboutOf(leaf)} onChange={(event) => onChange(event.target.value as About)}>
      <optgroup label={t`Lo que escribe`}>
        <option value="text">{t`el texto`}</option>
        <option value="earlier">{t`los mensajes anteriores del contacto`}</option>
        {ABOUT_UNDERSTOOD.map((field) => (
          <option key={field} value={field}>
            {FIELDS[field]()}
          </option>
        ))}
      </optgroup>
      <optgroup label={t`El caso y el contacto`}>
        {ABOUT_CHOICES.map((field) => (
          <option key={field} value={field}>
            {FIELDS[field]()}
          </option>
        ))}
        <option value="attribute">{t`un dato del contacto`}</option>
        {ABOUT_NUMBERS.map((field) => (
          <option key={field} value={field}>
            {NUMBERS[field]()}
          </option>
        ))}
      </optgroup>
      <optgroup label={t`El momento`}>
        <option value="time">{t`el día y la hora`}</option>
        {ABOUT_YES_NO.map((field) => (
          <option key={field} value={field}>
            {YES_NO[field][0]()}
          </option>
        ))}
        <option value="prediction">{t`una predicción`}</option>
      </optgroup>
    </Select>
  );
}

interface Props {
  group: Group;
  lexicon: Lexicon;
  depth?: number;
  onChange: (group: Group) => void;
}
