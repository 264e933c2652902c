import { t } from "@lingui/core/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CaseDetail } from "~/client/contract/cases";
import type { CaseRow } from "~/client/contract/lists";
import { Dialog } from "~/kit/Dialog";
import { PickList } from "~/kit/PickList";
import { casesQuery } from "./queries";

/** The case that stays. This one is absorbed, keeps its history, and comes back with undo. */
export function MergeDialog({ absorbed, onMerge, onClose }: Props) {
  const [words, setWords] = useState(absorbed.contact.name);
  const found = useInfiniteQuery(casesQuery({ view: "all", sort: "newest", filter: {}, q: words.trim() }));
  const rows = (found.data?.pages ?? []).flatMap((page) => page.items).filter((one) => one.id !== absorbed.id && one.state === "open");
  const picks = rows.slice(0, 30).map((one) => ({
    id: one.id,
    words: one.subject || one.preview,
    detail: `#${one.number} · ${one.contact.name}`,
  }));
  const pick = (id: string) => {
    const into = rows.find((one) => one.id === id);
    if (into) onMerge(into);
  };
  return (
    <Dialog title={t`Unir #${absorbed.number} con otro caso`} onClose={onClose}>
      <PickList
        label={t`Caso que queda: número, asunto o contacto`}
        picks={picks}
        onPick={pick}
        words={words}
        onWords={setWords}
        filtered={false}
        none={found.isPending ? t`Buscando` : t`Ningún otro caso abierto con esas letras.`}
      />
    </Dialog>
  );
}

interface Props {
  absorbed: CaseDetail;
  onMerge: (into: CaseRow) => void;
  onClose: () => void;
}
