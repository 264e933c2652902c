import { t } from "@lingui/core/macro";
import type { Conversation, Voice } from "~/client/contract/cases";
import { Button } from "~/kit/Button";
import css from "./VoiceNote.module.css";

/** As which account of the brand this is answered, and the way to the other; or that the channel lets no other. */
export function VoiceNote({ conversation, voice, onChange }: { conversation: Conversation; voice: Voice; onChange: (() => void) | null }) {
  const own = conversation.account.name;
  const [now, other] = voice.speaks ? [voice.name, own] : [own, voice.name];
  return (
    <p className={css.voice} role="status">
      <span className={voice.speaks ? css.care : undefined}>{voice.can || voice.speaks ? t`Se responde como ${now}.` : t`Se responde como ${now}: aquí el canal no deja responder desde ${other}.`}</span>
      {onChange ? (
        <Button look="bare" onClick={onChange}>
          {t`Responder como ${other}`}
        </Button>
      ) : null}
    </p>
  );
}
