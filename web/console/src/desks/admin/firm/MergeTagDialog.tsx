import { t } from "@lingui/core/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { TagRow } from "~/client/contract/words";
import { Dialog } from "~/kit/Dialog";
import { PickList } from "~/kit/PickList";
import { useSettled } from "~/kit/useSettled";
import { tagPagesQuery } from "~/rooms/cases/wordsQueries";

/** Which tag another becomes; its cases get that one, and that they had this one is kept. */
export function MergeTagDialog({ tag, onPick, onClose }: { tag: TagRow; onPick: (into: TagRow) => void; onClose: () => void }) {
  const [words, setWords] = useState("");
  const query = useInfiniteQuery(tagPagesQuery(useSettled(words.trim()), false));
  const others = (query.data?.pages[0]?.items ?? []).filter((one) => one.id !== tag.id);
  return (
    <Dialog title={t`Unir «${tag.name}» con…`} onClose={onClose}>
      <p>{t`Sus casos pasan a la que se elija. Que la tuvieron, y desde cuándo, queda en su historia.`}</p>
      <PickList
        label={t`Etiqueta que queda`}
        picks={others.map((one) => ({ id: one.id, words: one.name }))}
        filtered={false}
        words={words}
        onWords={setWords}
        onPick={(id) => {
          const into = others.find((one) => one.id === id);
          if (into) onPick(into);
        }}
      />
    </Dialog>
  );
}
