import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import type { Policy, Target } from "~/client/contract/promises";
import type { Brand } from "~/client/contract/who";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Chip } from "~/kit/Chip";
import { ready } from "~/kit/command";
import { useOffer } from "~/kit/commandHost";
import { type Column, DataTable } from "~/kit/DataTable";
import { useDoing } from "~/kit/deed";
import { Empty } from "~/kit/Empty";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import { Refusal } from "~/kit/Refusal";
import type { SectionPage } from "~/kit/settingSection";
import { meQuery } from "~/rooms/access/queries";
import { durationWords } from "~/rooms/sla/policyWords";
import { policiesQuery, startersQuery } from "~/rooms/sla/queries";
import { targetWords } from "~/rooms/sla/targetWords";
import { findingWords, meetsWords } from "./findingWords";
import { MissingPoliciesDialog } from "./MissingPoliciesDialog";
import { policyCommands } from "./policyCommands";
import { PolicyPage } from "./PolicyPage";
import { scopeWords } from "./scopeWords";

/** The policies in the order in which they are asked; one of them, or a new one, to change. */
export function PoliciesPage({ item }: SectionPage) {
  const query = useQuery(policiesQuery);
  const starters = useQuery(startersQuery);
  const { data: me } = useQuery(meQuery);
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { perform } = useDoing();
  const [previewing, setPreviewing] = useState(false);
  const open = (id: string) => void navigate({ to: "/admin/$section/$item", params: { section: "policies", item: id } });
  const brands = me?.brands ?? [];
  const missing = (starters.data ?? []).filter((one) => !one.there);
  useOffer(
    "policies",
    item === null ? ready(policyCommands, { missing: missing.length, may: me?.verbs.includes("sla.manage") ?? false, preview: () => setPreviewing(true) }, () => true) : [],
  );
  if (item !== null) {
    return (
      <Loaded query={query}>
        {(policies) => <PolicyPage policy={policies.find((one) => one.id === item) ?? null} policies={policies} brands={brands} />}
      </Loaded>
    );
  }
  const start = () => {
    let added: Policy[] = [];
    setPreviewing(false);
    void perform({
      said: t`Promesas de los manuales agregadas`,
      run: async () => {
        added = await call("POST /policies/starters", { body: { sources: missing.map((one) => one.source) } });
      },
      undo: () => Promise.all(added.map((one) => call("POST /policies/{id}/retire", { path: { id: one.id }, body: {} }))),
      then: () => void cache.invalidateQueries({ queryKey: policiesQuery.queryKey }),
      back: () => void cache.invalidateQueries({ queryKey: policiesQuery.queryKey }),
    });
  };
  return (
    <Page
      wide
      title={t`Promesas`}
      lede={t`Qué plazo recibe cada mensaje. Se preguntan en este orden: la primera que le sirve a un mensaje es la que vale.`}
      deeds={
        <>
          {missing.length > 0 ? <Button onClick={() => setPreviewing(true)}>{t`Agregar las que faltan (${missing.length})`}</Button> : null}
          <Button look="main" onClick={() => open("new")}>
            <Plus size={14} aria-hidden />
            {t`Nueva política`}
          </Button>
        </>
      }
    >
      <Refusal />
      {previewing && missing.length > 0 ? <MissingPoliciesDialog missing={missing} brands={brands} onAdd={start} onClose={() => setPreviewing(false)} /> : null}
      <Loaded query={query}>
        {(policies) => (
          <DataTable
            label={t`Promesas`}
            columns={columns(policies, brands)}
            rows={policies}
            keyOf={(one) => one.id}
            onOpen={(one) => open(one.id)}
            empty={<Empty words={t`No se promete nada todavía: ningún caso tiene plazo. Las diez promesas de los manuales son un buen comienzo.`} />}
          />
        )}
      </Loaded>
    </Page>
  );
}

function columns(policies: Policy[], brands: Brand[]): Column<Policy>[] {
  return [
    { id: "order", head: t`Política`, cell: (one) => one.name },
    { id: "scope", head: t`Para qué mensajes`, cell: (one) => scopeWords(one.terms, brands) },
    {
      id: "promises",
      head: t`Plazos`,
      cell: (one) => (
        <>
          {bySpan(one).map(([seconds, targets]) => (
            <div key={seconds}>{`${durationWords(seconds)}: ${targets.map(targetWords).join(", ").toLocaleLowerCase()}`}</div>
          ))}
        </>
      ),
    },
    {
      id: "findings",
      head: t`Qué saber`,
      cell: (one) => (
        <>
          {one.terms.locked ? <Chip>{t`candado`}</Chip> : null}
          {one.findings.map((each) => (each.kind === "meets" ? null : <div key={`${each.kind}${each.by}`}>{findingWords(each, policies)}</div>))}
          {meetsWords(one, policies)}
        </>
      ),
    },
  ];
}

/** The targets of a policy by what they promise, the shortest first. */
function bySpan(policy: Policy): [number, Target[]][] {
  const spans = [...new Set(policy.terms.promises.map((one) => one.seconds))].toSorted((one, other) => one - other);
  return spans.map((span) => [span, policy.terms.promises.filter((one) => one.seconds === span).map((one) => one.target)]);
}
