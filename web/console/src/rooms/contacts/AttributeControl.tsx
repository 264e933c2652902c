import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import type { ContactAttribute } from "~/client/contract/contacts";
import { Field } from "~/kit/Field";
import { Select } from "~/kit/Select";

/** The control of an attribute's kind: `said` is the value as text, empty where it is not known. */
export function AttributeControl({ attribute, said, autoFocus = false, required = false, onSay }: Props) {
  const name = attribute.names[i18n.locale] ?? attribute.names.es ?? attribute.key;
  const common = { label: name, value: said, autoFocus, required };
  if (attribute.kind === "choice" || attribute.kind === "yes_no") {
    const options = attribute.kind === "yes_no" ? [["true", t`sí`], ["false", t`no`]] : attribute.choices.map((one) => [one, one]);
    return (
      <Select {...common} onChange={(event) => onSay(event.target.value)}>
        <option value="">{t`sin saber`}</option>
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </Select>
    );
  }
  return (
    <Field
      {...common}
      type={attribute.kind === "text" ? "text" : attribute.kind}
      step={attribute.kind === "number" ? "any" : undefined}
      maxLength={500}
      onChange={(event) => onSay(event.target.value)}
    />
  );
}

interface Props {
  attribute: ContactAttribute;
  said: string;
  autoFocus?: boolean;
  required?: boolean;
  onSay: (said: string) => void;
}
