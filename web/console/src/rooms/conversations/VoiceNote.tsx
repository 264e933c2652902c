import { t } from "@lingui/core/macro";
import type { Conversation, Voice } from "~/client/contract/cases";
import { Button } from "~/kit/Button";
import { voiceWords } from "./voiceWords";
import css from "./VoiceNote.module.css";

interface Props {
  conversation: Conversation;
  voice: Voice;
  onChange: (() => void) | null;
  onName: (name: string) => void;
}

/** As which account of the brand this is answered, and the way to the other; or why it cannot, and what can be done. */
export function VoiceNote({ conversation, voice, onChange, onName }: Props) {
  const other = voice.speaks ? conversation.account.name : voice.name;
  return (
    <p className={css.voice} role="status">
      <span className={voice.speaks ? css.care : undefined}>{voiceWords(conversation.account.name, voice)}</span>
      {onChange ? (
        <Button look="bare" onClick={onChange}>
          {t`Responder como ${other}`}
        </Button>
      ) : null}
      {voice.can || voice.speaks ? null : (
        <Button look="bare" onClick={() => onName(other)}>
          {t`Nombrar a ${other} en la respuesta`}
        </Button>
      )}
    </p>
  );
}
