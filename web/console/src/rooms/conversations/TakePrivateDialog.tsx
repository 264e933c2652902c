import { t } from "@lingui/core/macro";
import { useState } from "react";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Stack } from "~/kit/Stack";
import { TextArea } from "~/kit/TextArea";

/** The one private answer, and what everybody reads of it. */
export function TakePrivateDialog({ name, onTake, onClose }: { name: string; onTake: (text: string, pointer: string) => void; onClose: () => void }) {
  const [text, setText] = useState("");
  const [pointer, setPointer] = useState("");
  return (
    <Dialog title={t`Pasar a privado con ${name}`} onClose={onClose}>
      <Stack
        onSubmit={() => {
          if (text.trim()) onTake(text.trim(), pointer.trim());
        }}
      >
        <TextArea
          label={t`Mensaje privado: el canal admite uno solo hasta que conteste`}
          rows={4}
          maxLength={2_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <TextArea
          label={t`Respuesta pública, si hace falta: la lee cualquiera`}
          rows={2}
          maxLength={2_000}
          value={pointer}
          onChange={(event) => setPointer(event.target.value)}
        />
        <Button look="main" type="submit" disabled={!text.trim()}>{t`Pasar a privado`}</Button>
      </Stack>
    </Dialog>
  );
}
