import { t } from "@lingui/core/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Setup } from "~/client/contract/setup";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Page } from "~/kit/Page";
import { Refusal } from "~/kit/Refusal";
import { StarterPick } from "~/rooms/intelligence/starters/StarterPick";
import { setupQuery } from "./queries";
import { StepFoot } from "./StepFoot";

/** What cases are about: tags of an industry, so that the first message is understood. It may be passed over. */
export function WordsStep({ setup, onNext }: { setup: Setup; onNext: () => void }) {
  const cache = useQueryClient();
  const pass = useMutation({
    mutationFn: () => call("PUT /setup/words", { body: {} }),
    onSuccess: (now) => {
      cache.setQueryData(setupQuery.queryKey, now);
      onNext();
    },
  });
  return (
    <Page title={t`Etiquetas`} lede={t`De qué tratan los casos. Con las de su rubro, el primer mensaje ya recibe sugerencias. Se cambian cuando se quiera.`}>
      <Refusal />
      <StarterPick onAdded={onNext}>
        {setup.done.includes("words") ? null : (
          <Button disabled={pass.isPending} onClick={() => pass.mutate()}>
            {t`Sin etiquetas por ahora`}
          </Button>
        )}
      </StarterPick>
      {setup.done.includes("words") ? <StepFoot deed={t`Seguir`} busy={false} onClick={onNext} /> : null}
    </Page>
  );
}
