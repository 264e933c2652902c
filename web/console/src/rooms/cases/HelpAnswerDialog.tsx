import { t } from "@lingui/core/macro";
import { useState } from "react";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { TextArea } from "~/kit/TextArea";
import css from "./Help.module.css";

/** What whoever asked is told: the answer, or why it cannot be. It stays as a note of the case. */
export function HelpAnswerDialog({ asker, declining, onAnswer, onClose }: Props) {
  const [answer, setAnswer] = useState("");
  const able = declining || answer.trim() !== "";
  return (
    <Dialog
      title={declining ? t`No se puede ayudar` : t`Responder y devolver el caso`}
      onClose={onClose}
      foot={
        <Button look="main" type="submit" form="help-answer" disabled={!able}>
          {declining ? t`Avisar a ${asker}` : t`Responder`}
        </Button>
      }
    >
      <form
        id="help-answer"
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (able) onAnswer(answer.trim());
        }}
      >
        <TextArea
          label={declining ? t`Por qué (opcional)` : t`Respuesta para ${asker}`}
          rows={4}
          maxLength={2_000}
          value={answer}
          onChange={(event) => setAnswer(event.target.value)}
        />
      </form>
    </Dialog>
  );
}

interface Props {
  asker: string;
  declining: boolean;
  onAnswer: (answer: string) => void;
  onClose: () => void;
}
