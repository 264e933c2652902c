import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { Check, Plus } from "lucide-react";
import { useState } from "react";
import type { Tag } from "~/client/contract/lists";
import { Dialog } from "~/kit/Dialog";
import { type Pick, PickList } from "~/kit/PickList";
import { tagsQuery } from "./queries";

const NEW = "new";

/** Put a tag or take it off; a name that does not exist is offered as new. */
export function TagDialog({ tags, onTag, onUntag, onClose }: Props) {
  const known = useQuery(tagsQuery);
  const [words, setWords] = useState("");
  const name = words.trim();
  const all = known.data ?? [];
  const exists = all.some((one) => one.name.toLowerCase() === name.toLowerCase());
  const on = (id: string) => tags.some((one) => one.id === id);
  const picks: Pick[] = [
    ...all
      .filter((one) => one.name.toLowerCase().includes(name.toLowerCase()))
      .map((one) => ({ id: one.id, words: one.name, glyph: on(one.id) ? <Check size={16} aria-hidden /> : null, detail: on(one.id) ? t`quitar` : null })),
    ...(name && !exists ? [{ id: NEW, words: t`Crear «${name}»`, glyph: <Plus size={16} aria-hidden /> }] : []),
  ];
  const pick = (id: string) => {
    const tag = all.find((one) => one.id === id);
    if (id === NEW) onTag(name);
    else if (tag && on(tag.id)) onUntag?.(tag);
    else if (tag) onTag(tag.name);
  };
  return (
    <Dialog title={t`Etiquetas`} onClose={onClose}>
      <PickList label={t`Etiqueta`} picks={picks} onPick={pick} words={words} onWords={setWords} filtered={false} />
    </Dialog>
  );
}

interface Props {
  tags: Tag[];
  onTag: (name: string) => void;
  onUntag?: (tag: Tag) => void;
  onClose: () => void;
}
