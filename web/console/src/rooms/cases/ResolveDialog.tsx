import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { Sparkles } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import type { Disposition } from "~/client/contract/cases";
import type { AttributeValue, ContactAttribute } from "~/client/contract/contacts";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { percent } from "~/kit/formats";
import { Loading } from "~/kit/Loading";
import { PickList } from "~/kit/PickList";
import { problemWords } from "~/kit/problemWords";
import { dispositionsQuery } from "./queries";
import { needsReasonQuery } from "./wordsQueries";

/** A guess that is less probable is no help before the others. */
const SHOWN_FROM = 0.1;

/** The disposition from its tree: only leaves, under their branch; then what must be known of the contact, if anything. */
export function ResolveDialog({ caseId, ask, guesses = [], onResolve, onClose }: Props) {
  const tree = useQuery(dispositionsQuery(caseId));
  const needs = useQuery(needsReasonQuery(caseId));
  const [asked, setAsked] = useState<{ reason: Disposition | null; data: ContactAttribute[] } | null>(null);
  const picked = useRef(false);
  const all = tree.data ?? [];
  const leaves = all.filter((one) => one.leaf && !one.retired);
  const likely = (guesses ?? []).flatMap((each) => {
    const leaf = leaves.find((one) => one.id === each.id);
    return leaf && each.probability >= SHOWN_FROM ? [{ id: leaf.id, words: leaf.name, group: t`Previstas`, detail: percent(each.probability), glyph: <Sparkles size={14} aria-hidden /> }] : [];
  });
  const others = leaves.filter((one) => likely.every((each) => each.id !== one.id));
  const picks = [...likely, ...others.map((one) => ({ id: one.id, words: one.name, group: branch(all, one) }))];
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
      {likely.length > 0 ? <p>{t`Intro acepta la primera prevista; elegir otra le enseña.`}</p> : null}
      {guesses === null ? (
        <Loading rows={4} />
      ) : (
        <PickList
          label={t`Tipificación`}
          picks={picks}
          onPick={(id) => void pick(all.find((one) => one.id === id) ?? null)}
          none={tree.isPending ? t`Cargando` : t`Ninguna tipificación con esas letras.`}
        />
      )}
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
  /** What it would be resolved with, the likeliest first; null while that is not known yet. */
  guesses?: { id: string; probability: number }[] | null;
  /** Asks what is not known of the contact, with the way on and the way back; without it, the server refuses. */
  ask?: (data: ContactAttribute[], onGive: (values: Values) => void, onBack: () => void) => ReactNode;
  onResolve: (disposition: Disposition | null, values: Values) => void;
  onClose: () => void;
}
