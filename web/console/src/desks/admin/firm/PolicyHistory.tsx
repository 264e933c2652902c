import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { Policy, Terms } from "~/client/contract/promises";
import { durationWords } from "~/rooms/sla/policyWords";
import { policyVersionsQuery } from "~/rooms/sla/queries";
import { targetWords } from "~/rooms/sla/targetWords";
import { VersionTable } from "./VersionTable";

/** What the policy said before; an old version can be put into the form, and saved again. */
export function PolicyHistory({ policy, onTerms }: { policy: Policy; onTerms: (terms: Terms) => void }) {
  const query = useQuery(policyVersionsQuery(policy.id));
  return (
    <VersionTable
      hint={t`Las promesas que ya terminaron conservan la versión con la que se midieron.`}
      query={query}
      present={policy.version}
      more={[
        {
          id: "promises",
          head: t`Plazos`,
          cell: (one) => one.terms.promises.map((each) => `${targetWords(each.target)}: ${durationWords(each.seconds)}`).join(" · "),
        },
      ]}
      onBring={(one) => onTerms(one.terms)}
    />
  );
}
