import { t } from "@lingui/core/macro";
import { X } from "lucide-react";
import type { Named } from "~/client/contract/automation";
import { IconButton } from "~/kit/IconButton";
import { Select } from "~/kit/Select";
import css from "./Rule.module.css";
import { named } from "./lexicon";

/** Several of a list: those chosen, each to take away, and the others to add. */
export function ValuePicker({ label, options, values, onChange }: Props) {
  return (
    <div className={css.grow}>
      <Select label={label} value="" onChange={(event) => event.target.value && onChange([...values, event.target.value])}>
        <option value="">{values.length > 0 ? t`Agregar otro…` : t`Elegir…`}</option>
        {options
          .filter((one) => !values.includes(one.id))
          .map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
      </Select>
      {values.length > 0 ? (
        <div className={css.values}>
          {values.map((one) => (
            <span key={one} className={css.value}>
              {named(options, one)}
              <IconButton icon={X} size={14} name={t`Quitar ${named(options, one)}`} onClick={() => onChange(values.filter((each) => each !== one))} />
            </span>
          ))}
        </div>
      ) : null}
    </div>
  );
}

interface Props {
  label: string;
  options: readonly Named[];
  values: string[];
  onChange: (values: string[]) => void;
}
