import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "~/client/http";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import { weightsQuery } from "~/rooms/routing/queries";
import { WeightsForm } from "./WeightsForm";

/** What one conversation of each channel takes of a person. */
export function WeightsPage() {
  const cache = useQueryClient();
  const query = useQuery(weightsQuery);
  return (
    <Page
      title={t`Peso por canal`}
      lede={t`Lo que un caso de cada canal ocupa de la capacidad de quien lo lleva. Un cambio cuenta desde el próximo reparto: a nadie se le quita lo que tiene.`}
    >
      <Loaded query={query} rows={4}>
        {(kept) => (
          <WeightsForm
            kept={kept}
            onSend={async (weights) => {
              cache.setQueryData(weightsQuery.queryKey, await call("PUT /routing/channel-weights", { body: { weights } }));
              await cache.invalidateQueries({ queryKey: ["routing", "agents"] });
            }}
          />
        )}
      </Loaded>
    </Page>
  );
}
