import type { ChannelField, FieldValue } from "~/client/contract/connecting";
import { Field } from "~/kit/Field";
import { Select } from "~/kit/Select";
import { TextArea } from "~/kit/TextArea";
import { choiceWords } from "./choiceWords";
import { saidWords } from "./saidWords";

/** What an adapter wants to be told, field by field; those that hang on another's value appear with it. */
export function KindFields({ fields, values, onChange }: Props) {
  const valueOf = (field: ChannelField) => values[field.name] ?? field.usual;
  const isAsked = (field: ChannelField) => {
    if (!field.only_if) return true;
    const [name, wanted] = field.only_if;
    const other = fields.find((one) => one.name === name);
    return String(values[name] ?? other?.usual ?? "") === wanted;
  };
  return (
    <>
      {fields.filter(isAsked).map((field) => {
        const label = saidWords(field.label);
        const value = valueOf(field);
        const set = (now: FieldValue) => onChange({ ...values, [field.name]: now });
        if (field.kind === "choice") {
          return (
            <Select key={field.name} label={label} hint={saidWords(field.hint) || undefined} value={String(value)} onChange={(event) => set(event.target.value)}>
              {field.choices.map((one) => (
                <option key={one} value={one}>
                  {choiceWords(one)}
                </option>
              ))}
            </Select>
          );
        }
        if (field.kind === "list") {
          const lines = Array.isArray(value) ? value.join("\n") : String(value);
          return <TextArea key={field.name} label={label} rows={Math.min(12, Math.max(3, lines.split("\n").length))} required={field.required} value={lines} placeholder={saidWords(field.hint)} onChange={(event) => set(event.target.value.split("\n"))} />;
        }
        return (
          <Field
            key={field.name}
            label={label}
            hint={saidWords(field.hint) || undefined}
            type={field.kind === "secret" ? "password" : field.kind === "number" ? "number" : "text"}
            autoComplete="off"
            spellCheck={false}
            required={field.required}
            value={String(value)}
            onChange={(event) => set(event.target.value)}
          />
        );
      })}
    </>
  );
}

interface Props {
  fields: ChannelField[];
  values: Record<string, FieldValue>;
  onChange: (values: Record<string, FieldValue>) => void;
}
