import { t } from "@lingui/core/macro";
import type { AutomationChoices, Scalar } from "~/client/contract/automation";
import { Field } from "~/kit/Field";
import { Select } from "~/kit/Select";
import css from "./Rule.module.css";

/** A value of an attribute, by its kind. */
export function ScalarField({ label, attribute, value, onChange }: Props) {
  if (attribute.kind === "choice" || attribute.kind === "yes_no") {
    const options = attribute.kind === "choice" ? attribute.choices.map((one) => [one, one]) : [["true", t`sí`], ["false", t`no`]];
    const read = (text: string): Scalar | null => (text === "" ? null : attribute.kind === "yes_no" ? text === "true" : text);
    return (
      <div className={css.grow}>
        <Select label={label} value={value === null ? "" : String(value)} onChange={(event) => onChange(read(event.target.value))}>
          <option value="">{t`Elegir…`}</option>
          {options.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </div>
    );
  }
  const number = attribute.kind === "number";
  return (
    <div className={css.grow}>
      <Field
        label={label}
        type={number ? "number" : attribute.kind === "date" ? "date" : "text"}
        step="any"
        value={value === null ? "" : String(value)}
        onChange={(event) => onChange(event.target.value === "" ? null : number ? Number(event.target.value) : event.target.value)}
      />
    </div>
  );
}

interface Props {
  label: string;
  attribute: AutomationChoices["attributes"][number];
  value: Scalar | null;
  onChange: (value: Scalar | null) => void;
}
