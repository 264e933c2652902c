import { t } from "@lingui/core/macro";
import { useState } from "react";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Field } from "~/kit/Field";

/** A second matter in the same conversation: a case of its own from this message on. */
export function SplitDialog({ quote, onSplit, onClose }: Props) {
  const [subject, setSubject] = useState("");
  const [following, setFollowing] = useState(true);
  const submit = () => onSplit(subject.trim(), following);
  return (
    <Dialog
      title={t`Segundo caso desde este mensaje`}
      onClose={onClose}
      foot={
        <Button look="main" onClick={submit}>
          {t`Abrir el segundo caso`}
        </Button>
      }
    >
      <blockquote>{quote}</blockquote>
      <Field label={t`Asunto`} value={subject} onChange={(event) => setSubject(event.target.value)} autoFocus />
      <label>
        <input type="checkbox" checked={following} onChange={(event) => setFollowing(event.target.checked)} />{" "}
        {t`Llevar también los mensajes que siguen en esa conversación`}
      </label>
    </Dialog>
  );
}

interface Props {
  quote: string;
  onSplit: (subject: string, following: boolean) => void;
  onClose: () => void;
}
