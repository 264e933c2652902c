import { t } from "@lingui/core/macro";
import { useState } from "react";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { TextArea } from "~/kit/TextArea";
import { Stack } from "~/kit/Stack";

/** A word to whoever holds the case; the contact never sees it. */
export function WhisperDialog({ name, onSay, onClose }: { name: string; onSay: (text: string) => void; onClose: () => void }) {
  const [text, setText] = useState("");
  return (
    <Dialog title={t`Susurrar a ${name}`} onClose={onClose}>
      <Stack onSubmit={() => {
          if (text.trim()) onSay(text.trim());
        }}>
        <TextArea
          label={t`Lo ve el equipo en la conversación; el contacto nunca`}
          rows={3}
          maxLength={20_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button look="main" type="submit" disabled={!text.trim()}>{t`Susurrar`}</Button>
      </Stack>
    </Dialog>
  );
}
