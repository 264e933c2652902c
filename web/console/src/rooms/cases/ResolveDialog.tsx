import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import type { Disposition } from "~/client/contract/cases";
import type { AttributeValue, ContactAttribute } from "~/client/contract/contacts";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { PickList } from "~/kit/PickList";
import { problemWords } from "~/kit/problemWords";
import { dispositionsQuery } from "./queries";
import { needsReasonQuery } from "./wordsQueries";

/** The disposition from its tree: only leaves, under their branch; then what must be known of the contact, if anything. */
export function ResolveDialog({ caseId, ask, onResolve, onClose }: Props) {
  const tree = useQuery(dispositionsQuery(caseId));
  const needs = useQuery(needsReasonQuery(caseId));
  const [asked, setAsked] = useState<{ reason: Disposition | null; data: ContactAttribute[] } | null>(null);
  const picked = useRef(false);
  const all = tree.data ?? [];
  const picks = all
    .filter((one) => one.leaf && !one.retired)
    .map((one) => ({ id: one.id, words: one.name, group: branch(all, one) }));
  const pick = async (reason: Disposition | null) => {
    if (picked.current) return;
    picked.current = true;
    const known = ask && needs.isFetching ? (await needs.refetch({ cancelRefetch: false })).data : needs.data;
    const data = ask ? (known?.data ?? []) : []; // not known: the server says what is missing
    if (data.length === 0) return onResolve(reason, {});
    picked.current = false;
    setAsked({ reason, data });
  };
  if (asked && ask) {
    return (
      <Dialog title={t`Resolver: falta saber del contacto`} onClose={onClose}>
        {ask(asked.data, (values) => onResolve(asked.reason, values), () => setAsked(null))}
      </Dialog>
    );
  }
  return (
    <Dialog
      title={t`Resolver: por qué se cierra`}
      onClose={onClose}
      foot={needs.data?.required === false ? <Button onClick={() => void pick(null)}>{t`Resolver sin tipificación`}</Button> : null}
    >
      {tree.isError ? (
        <Failing what={t`No llegan las tipificaciones`} why={problemWords(tree.error)} onRetry={() => void tree.refetch()} />
      ) : null}
      <PickList
        label={t`Tipificación`}
        picks={picks}
        onPick={(id) => void pick(all.find((one) => one.id === id) ?? null)}
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

type Values = Record<string, AttributeValue>;

interface Props {
  caseId: string;
  /** Asks what is not known of the contact, with the way on and the way back; without it, the server refuses. */
  ask?: (data: ContactAttribute[], onGive: (values: Values) => void, onBack: () => void) => ReactNode;
  onResolve: (disposition: Disposition | null, values: Values) => void;
  onClose: () => void;
}
