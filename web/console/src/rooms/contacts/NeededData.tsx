import { t } from "@lingui/core/macro";
import { useState } from "react";
import type { AttributeValue, ContactAttribute } from "~/client/contract/contacts";
import { Button } from "~/kit/Button";
import { purposeWords } from "./purposeWords";
import { AttributeControl } from "./AttributeControl";
import css from "./AttributeField.module.css";
import { attributeValues } from "./attributeValue";

/** What must be known of a contact for a deed, asked all at once: Enter gives it and does the deed. */
export function NeededData({ attributes, deed, onGive, onBack }: Props) {
  const [said, setSaid] = useState<Record<string, string>>({});
  const values = attributeValues(attributes, said);
  const purposes = [...new Set(attributes.map((one) => purposeWords(one.purpose)))].join(", ");
  return (
    <form
      className={css.field}
      onSubmit={(event) => {
        event.preventDefault();
        if (Object.keys(values).length === attributes.length) onGive(values);
      }}
    >
      <p>{t`Se guarda con el contacto. Para qué: ${purposes}.`}</p>
      {attributes.map((one, place) => (
        <AttributeControl
          key={one.key}
          attribute={one}
          required
          autoFocus={place === 0}
          said={said[one.key] ?? ""}
          onSay={(text) => setSaid((before) => ({ ...before, [one.key]: text }))}
        />
      ))}
      <div className={css.row}>
        <Button look="main" type="submit">
          {deed}
        </Button>
        <Button onClick={onBack}>{t`Volver`}</Button>
      </div>
    </form>
  );
}

interface Props {
  attributes: ContactAttribute[];
  /** The words of the button that gives them. */
  deed: string;
  onGive: (values: Record<string, AttributeValue>) => void;
  onBack: () => void;
}
