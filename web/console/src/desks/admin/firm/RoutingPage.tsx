import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { RoutingPolicy } from "~/client/contract/pointsEndpoints";
import { call } from "~/client/http";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import { policyQuery } from "~/rooms/routing/queries";
import { RoutingForm } from "./RoutingForm";

/** What counts for how much when cases are given out. */
export function RoutingPage() {
  const cache = useQueryClient();
  const policy = useQuery(policyQuery);
  const send = async (terms: RoutingPolicy["terms"]) => {
    cache.setQueryData(policyQuery.queryKey, await call("PUT /routing/policy", { body: { terms } }));
  };
  return (
    <Page
      title={t`Reparto`}
      lede={t`Cada caso suma puntos y el que más tiene se atiende primero; lo recibe quien mejor puede atenderlo. Estos son los puntos.`}
    >
      <Loaded query={policy}>{(found) => <RoutingForm policy={found} onSend={send} />}</Loaded>
    </Page>
  );
}
