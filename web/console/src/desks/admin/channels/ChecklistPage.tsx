import { t } from "@lingui/core/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Checklist, Practice } from "~/client/contract/practiceEndpoints";
import { call } from "~/client/http";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { count } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { useMay } from "~/rooms/access/useMay";
import { adminAccountsQuery } from "~/rooms/channels/accountQueries";
import { PracticeLine } from "~/rooms/channels/PracticeLine";
import { practicesQuery } from "~/rooms/channels/practiceQueries";
import { stageWords } from "~/rooms/channels/practiceWords";
import css from "./AccountsPage.module.css";

const STAGES: Practice["stage"][] = ["first", "going", "best"];

/** The practices of one account, in the manual's three steps. */
export function ChecklistPage({ id }: { id: string }) {
  const lists = useQuery(practicesQuery);
  return (
    <Loaded query={lists}>
      {(all) => {
        const list = all.find((one) => one.account_id === id);
        return list ? <Shown list={list} /> : <Empty words={t`A esta cuenta los manuales no le piden prácticas, o no está al alcance.`} />;
      }}
    </Loaded>
  );
}

function Shown({ list }: { list: Checklist }) {
  const cache = useQueryClient();
  const may = useMay()("channels.manage");
  const externalId = useQuery(adminAccountsQuery).data?.find((one) => one.id === list.account_id)?.external_id ?? "…";
  const confirm = useMutation({
    mutationFn: (body: { practice: string; done: boolean; note: string }) => call("POST /channels/accounts/{id}/practices", { path: { id: list.account_id }, body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: practicesQuery.queryKey }),
  });
  return (
    <Page title={list.name} lede={t`Cumple ${count(list.met)} de ${count(list.of)} prácticas de los manuales.`}>
      {confirm.error ? <Failing what={t`No se guardó`} why={problemWords(confirm.error)} /> : null}
      {STAGES.map((stage) => {
        const mine = list.practices.filter((one) => one.stage === stage);
        return (
          <Section stacked key={stage} title={stageWords(stage)}>
            <ul className={css.practices}>
              {mine.map((one) => (
                <PracticeLine
                  key={one.id}
                  one={one}
                  externalId={externalId}
                  link={linkOf(one, list.account_id)}
                  onConfirm={may && one.kind === "asked" ? (done, note) => confirm.mutateAsync({ practice: one.id, done, note }) : undefined}
                />
              ))}
            </ul>
          </Section>
        );
      })}
    </Page>
  );
}

function linkOf(one: Practice, account: string) {
  if (one.kind === "finding") {
    return (
      <Link className={css.link} to="/admin/$section/$item" params={{ section: "accounts", item: account }}>
        {t`Comprobar la cuenta`}
      </Link>
    );
  }
  return one.page ? (
    <Link className={css.link} to="/admin/$section" params={{ section: one.page }}>
      {t`Ir a ajustarlo`}
    </Link>
  ) : null;
}
