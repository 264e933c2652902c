import { t } from "@lingui/core/macro";
import type { Leaf, ValueOp } from "~/client/contract/automation";
import { Select } from "~/kit/Select";
import { OPS } from "./conditionWords";
import type { Lexicon } from "./lexicon";
import css from "./Rule.module.css";
import { ScalarField } from "./ScalarField";

type AttributeLeaf = Extract<Leaf, { is: "attribute" }>;

const ALL: ValueOp[] = ["is", "is_not", "known", "unknown"];
const ORDERED: ValueOp[] = ["is", "is_not", "at_least", "at_most", "known", "unknown"];

/** What is asked of something that is kept about the contact. */
export function AttributeFields({ leaf, lexicon, onChange }: { leaf: AttributeLeaf; lexicon: Lexicon; onChange: (leaf: AttributeLeaf) => void }) {
  const known = lexicon.choices.attributes;
  const one = known.find((each) => each.key === leaf.key);
  const ops = one?.kind === "number" || one?.kind === "date" ? ORDERED : ALL;
  const bare = leaf.op === "known" || leaf.op === "unknown";
  return (
    <>
      <div className={css.grow}>
        <Select label={t`Dato`} value={leaf.key} onChange={(event) => onChange({ is: "attribute", key: event.target.value, op: "known" })}>
          <option value="">{t`Elegir…`}</option>
          {known.map((each) => (
            <option key={each.key} value={each.key}>
              {each.name}
            </option>
          ))}
        </Select>
      </div>
      <div className={css.small}>
        <Select
          label={t`Relación`}
          value={leaf.op}
          onChange={(event) => {
            const op = event.target.value as ValueOp;
            onChange(op === "known" || op === "unknown" ? { is: "attribute", key: leaf.key, op } : { ...leaf, op });
          }}
        >
          {ops.map((op) => (
            <option key={op} value={op}>
              {OPS[op]()}
            </option>
          ))}
        </Select>
      </div>
      {bare || !one ? null : <ScalarField label={t`Valor`} attribute={one} value={leaf.value ?? null} onChange={(value) => onChange({ ...leaf, value })} />}
    </>
  );
}
