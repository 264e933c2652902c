import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { Policy, PolicyVersion, Terms } from "~/client/contract/promises";
import { Button } from "~/kit/Button";
import { type Column, DataTable } from "~/kit/DataTable";
import { exactMoment } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { Section } from "~/kit/Section";
import { durationWords } from "~/rooms/sla/policyWords";
import { policyVersionsQuery } from "~/rooms/sla/queries";
import { targetWords } from "~/rooms/sla/targetWords";

/** What the policy said before; an old version can be put into the form, and saved again. */
export function PolicyHistory({ policy, onTerms }: { policy: Policy; onTerms: (terms: Terms) => void }) {
  const query = useQuery(policyVersionsQuery(policy.id));
  return (
    <Section stacked title={t`Versiones`} hint={t`Las promesas que ya terminaron conservan la versión con la que se midieron.`}>
      <Loaded query={query} rows={2}>
        {(versions) => (
          <DataTable
            dense
            label={t`Versiones`}
            columns={columns(policy.version, onTerms)}
            rows={versions}
            keyOf={(one) => String(one.version)}
          />
        )}
      </Loaded>
    </Section>
  );
}

function columns(present: number, onTerms: (terms: Terms) => void): Column<PolicyVersion>[] {
  return [
    { id: "version", head: t`Versión`, cell: (one) => one.version },
    { id: "from", head: t`Desde`, cell: (one) => exactMoment(one.from_at) },
    {
      id: "promises",
      head: t`Plazos`,
      cell: (one) => one.terms.promises.map((each) => `${targetWords(each.target)}: ${durationWords(each.seconds)}`).join(" · "),
    },
    {
      id: "deed",
      head: t`Traer`,
      unseen: true,
      cell: (one) =>
        one.version === present ? (
          t`en vigor`
        ) : (
          <Button look="bare" onClick={() => onTerms(one.terms)}>
            {t`Traer al formulario la versión ${one.version}`}
          </Button>
        ),
    },
  ];
}
