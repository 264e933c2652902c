import { t } from "@lingui/core/macro";
import { useState } from "react";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Stack } from "~/kit/Stack";
import { TextArea } from "~/kit/TextArea";

/** The one private answer, and what everybody reads of it; with a `link`, only that: where to write in private. */
export function TakePrivateDialog({ name, link, onTake, onClose }: Props) {
  const [text, setText] = useState("");
  const [pointer, setPointer] = useState(link ? t`Seguimos por mensaje directo, para verlo con los datos a mano:` : "");
  const ready = (link ? pointer : text).trim() !== "";
  return (
    <Dialog title={t`Pasar a privado con ${name}`} onClose={onClose}>
      <Stack
        onSubmit={() => {
          if (ready) onTake(text.trim(), pointer.trim());
        }}
      >
        {link ? null : (
          <TextArea
            label={t`Mensaje privado: el canal admite uno solo hasta que conteste`}
            rows={4}
            maxLength={2_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
        <TextArea
          label={link ? t`Respuesta pública: la lee cualquiera. Lleva al final el enlace para escribir en privado` : t`Respuesta pública, si hace falta: la lee cualquiera`}
          rows={link ? 3 : 2}
          maxLength={2_000}
          value={pointer}
          onChange={(event) => setPointer(event.target.value)}
        />
        <Button look="main" type="submit" disabled={!ready}>
          {link ? t`Publicar con el enlace` : t`Pasar a privado`}
        </Button>
      </Stack>
    </Dialog>
  );
}

interface Props {
  name: string;
  link: string; // "" where the channel answers in private itself
  onTake: (text: string, pointer: string) => void;
  onClose: () => void;
}
