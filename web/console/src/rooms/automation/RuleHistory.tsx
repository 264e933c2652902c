import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { Rule, RuleBody, RuleVersion } from "~/client/contract/automation";
import { Button } from "~/kit/Button";
import { type Column, DataTable } from "~/kit/DataTable";
import { exactMoment } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { Section } from "~/kit/Section";
import type { Lexicon } from "./lexicon";
import { ruleVersionsQuery } from "./queries";
import { ruleWords } from "./ruleWords";

/** What a rule said in each version, to take an old one up again. */
export function RuleHistory({ rule, lexicon, onTake }: { rule: Rule; lexicon: Lexicon; onTake: (body: RuleBody) => void }) {
  const query = useQuery(ruleVersionsQuery(rule.id));
  const columns: Column<RuleVersion>[] = [
    { id: "version", head: t`Versión`, cell: (one) => String(one.version), width: "80px" },
    { id: "said", head: t`Qué decía`, cell: (one) => ruleWords(one.body, lexicon) },
    { id: "by", head: t`Quién`, cell: (one) => one.by || "–" },
    { id: "at", head: t`Cuándo`, cell: (one) => exactMoment(one.at) },
    {
      id: "deeds",
      head: t`Acciones`,
      unseen: true,
      cell: (one) => (one.version === rule.version ? null : <Button look="bare" onClick={() => onTake(one.body)}>{t`Retomar`}</Button>),
    },
  ];
  return (
    <Section stacked title={t`Versiones`}>
      <Loaded query={query} rows={2}>
        {(versions) => <DataTable dense label={t`Versiones`} columns={columns} rows={versions} keyOf={(one) => String(one.version)} />}
      </Loaded>
    </Section>
  );
}
