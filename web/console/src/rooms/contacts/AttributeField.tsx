import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { useState } from "react";
import type { AttributeValue, ContactAttribute } from "~/client/contract/contacts";
import { Button } from "~/kit/Button";
import { Field } from "~/kit/Field";
import { Select } from "~/kit/Select";
import css from "./AttributeField.module.css";

/** One value being changed, in the control of its kind. Escape leaves it as it was. */
export function AttributeField({ attribute, onSave, onClose }: Props) {
  const [said, setSaid] = useState(attribute.value === null ? "" : String(attribute.value));
  const [busy, setBusy] = useState(false);
  const name = attribute.names[i18n.locale] ?? attribute.names.es ?? attribute.key;
  const options = attribute.kind === "yes_no" ? [["true", t`sí`], ["false", t`no`]] : attribute.choices.map((one) => [one, one]);
  const send = async (value: AttributeValue | null) => {
    setBusy(true);
    await onSave(value);
    setBusy(false);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape belongs to the fields inside
    <form
      className={css.field}
      onSubmit={(event) => {
        event.preventDefault();
        void send(valueOf(attribute.kind, said));
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      {attribute.kind === "choice" || attribute.kind === "yes_no" ? (
        <Select label={name} value={said} autoFocus onChange={(event) => setSaid(event.target.value)}>
          <option value="">{t`sin saber`}</option>
          {options.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
      ) : (
        <Field
          label={name}
          autoFocus
          type={attribute.kind === "text" ? "text" : attribute.kind}
          step={attribute.kind === "number" ? "any" : undefined}
          maxLength={500}
          value={said}
          onChange={(event) => setSaid(event.target.value)}
        />
      )}
      <div className={css.row}>
        <Button look="main" type="submit" disabled={busy}>
          {t`Guardar`}
        </Button>
        {attribute.value === null ? null : (
          <Button disabled={busy} onClick={() => void send(null)}>
            {t`Borrar el dato`}
          </Button>
        )}
        <Button onClick={onClose}>{t`Cancelar`}</Button>
      </div>
    </form>
  );
}

interface Props {
  attribute: ContactAttribute;
  onSave: (value: AttributeValue | null) => Promise<void>;
  onClose: () => void;
}

function valueOf(kind: ContactAttribute["kind"], said: string): AttributeValue | null {
  const text = said.trim();
  if (text === "") return null;
  if (kind === "number") return Number(text);
  return kind === "yes_no" ? text === "true" : text;
}
