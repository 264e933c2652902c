import { t } from "@lingui/core/macro";
import { useState } from "react";
import type { AttributeValue, ContactAttribute } from "~/client/contract/contacts";
import { Button } from "~/kit/Button";
import { AttributeControl } from "./AttributeControl";
import css from "./AttributeField.module.css";
import { attributeValue } from "./attributeValue";

/** One value being changed, in the control of its kind. Escape leaves it as it was. */
export function AttributeField({ attribute, onSave, onClose }: Props) {
  const [said, setSaid] = useState(attribute.value === null ? "" : String(attribute.value));
  const [busy, setBusy] = useState(false);
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
        void send(attributeValue(attribute.kind, said));
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <AttributeControl attribute={attribute} said={said} autoFocus onSay={setSaid} />
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
