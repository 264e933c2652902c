import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { Disposition } from "~/client/contract/cases";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { PickList } from "~/kit/PickList";
import { problemWords } from "~/kit/problemWords";
import { dispositionsQuery } from "./queries";
import { needsReasonQuery } from "./wordsQueries";

/** The disposition from its tree: only leaves, under their branch. */
export function ResolveDialog({ caseId, onResolve, onClose }: Props) {
  const tree = useQuery(dispositionsQuery(caseId));
  const { data: needed } = useQuery(needsReasonQuery(caseId));
  const all = tree.data ?? [];
  const picks = all
    .filter((one) => one.leaf && !one.retired)
    .map((one) => ({ id: one.id, words: one.name, group: branch(all, one) }));
  return (
    <Dialog
      title={t`Resolver: por qué se cierra`}
      onClose={onClose}
      foot={needed?.required === false ? <Button onClick={() => onResolve(null)}>{t`Resolver sin tipificación`}</Button> : null}
    >
      {tree.isError ? (
        <Failing what={t`No llegan las tipificaciones`} why={problemWords(tree.error)} onRetry={() => void tree.refetch()} />
      ) : null}
      <PickList
        label={t`Tipificación`}
        picks={picks}
        onPick={(id) => onResolve(all.find((one) => one.id === id) ?? null)}
        none={tree.isPending ? t`Cargando` : t`Ninguna tipificación con esas letras.`}
      />
    </Dialog>
  );
}

function branch(all: Disposition[], leaf: Disposition): string {
  const names: string[] = [];
  let parent = all.find((one) => one.id === leaf.parent_id);
  while (parent) {
    names.unshift(parent.name);
    const above = parent.parent_id;
    parent = all.find((one) => one.id === above);
  }
  return names.join(" / ");
}

interface Props {
  caseId: string;
  onResolve: (disposition: Disposition | null) => void;
  onClose: () => void;
}
