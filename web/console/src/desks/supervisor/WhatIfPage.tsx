import { t } from "@lingui/core/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, useState } from "react";
import type { RoutingPoint } from "~/client/contract/pointsEndpoints";
import type { WhatIfAsked, WhatIfRun } from "~/client/contract/whatIfEndpoints";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { useNow } from "~/kit/now";
import { Notice } from "~/kit/Notice";
import { Page } from "~/kit/Page";
import { Part } from "~/kit/Part";
import { problemWords } from "~/kit/problemWords";
import { useMay } from "~/rooms/access/useMay";
import { policyQuery } from "~/rooms/routing/queries";
import { choiceLevers } from "~/rooms/whatif/leverWords";
import { WhatIfForm } from "~/rooms/whatif/WhatIfForm";
import { WhatIfOutcome } from "~/rooms/whatif/WhatIfOutcome";
import { whatIfQuery } from "~/rooms/whatif/whatIfQuery";
import { addDays, dayIn } from "~/rooms/workforce/weekDays";

const SwitchOnDialog = lazy(() => import("~/rooms/whatif/SwitchOnDialog").then((file) => ({ default: file.SwitchOnDialog })));
const LAST = ["what-if", "last"];

/** A day lived again under other terms, beside the day as it was. */
export function WhatIfPage() {
  const cache = useQueryClient();
  const now = useNow();
  const [id, setId] = useState<string | null>(() => cache.getQueryData<string>(LAST) ?? null);
  const run = useQuery(whatIfQuery(id));
  const ask = useMutation({
    mutationFn: (asked: WhatIfAsked) => call("POST /what-if", { body: asked }),
    onSuccess: (begun) => {
      cache.setQueryData(whatIfQuery(begun.id).queryKey, begun);
      cache.setQueryData(LAST, begun.id);
      setId(begun.id);
    },
  });
  const callOff = useMutation({
    mutationFn: (of: string) => call("DELETE /what-if/{id}", { path: { id: of } }),
    onSettled: () => cache.invalidateQueries({ queryKey: whatIfQuery(id).queryKey }),
  });
  const under = run.data?.state === "waiting" || run.data?.state === "running";
  return (
    <Page wide title={t`¿Y si…?`} lede={t`Un día vuelve a pasar con otros números, por el mismo reparto y las mismas promesas. Nada cambia para nadie hasta que se enciende.`}>
      <WhatIfForm
        yesterday={addDays(dayIn(undefined, now), -1)}
        zone={new Intl.DateTimeFormat().resolvedOptions().timeZone}
        busy={ask.isPending || under}
        error={ask.error}
        onAsk={(asked) => ask.mutate(asked)}
      />
      {callOff.error ? <Failing what={t`No se canceló`} why={problemWords(callOff.error)} /> : null}
      {run.data ? (
        <WhatIfOutcome run={run.data} onCallOff={() => callOff.mutate(run.data.id)} deeds={<SwitchOn key={run.data.id} run={run.data} />} />
      ) : run.error ? (
        <Failing what={t`No se pudo cargar`} why={problemWords(run.error)} onRetry={() => void run.refetch()} />
      ) : null}
    </Page>
  );
}

/** What was tried with the points of routing can be switched on as it was tried. */
function SwitchOn({ run }: { run: WhatIfRun }) {
  const cache = useQueryClient();
  const may = useMay()("queues.manage") && choiceLevers().some(({ name, point }) => point && run.asked.levers[name] !== undefined);
  const policy = useQuery({ ...policyQuery, enabled: may });
  const [asking, setAsking] = useState(false);
  const [isOn, setIsOn] = useState(false);
  const switchOn = async (points: Partial<Record<RoutingPoint, number>>) => {
    // What is not said would be as usual again: the rest is said as it is at this moment.
    const { terms: inForce } = await call("GET /routing/policy", {});
    const terms = { ...inForce, ...points };
    cache.setQueryData(policyQuery.queryKey, await call("PUT /routing/policy", { body: { terms } }));
    setIsOn(true);
  };
  if (!may || !policy.data) return null;
  return (
    <>
      {isOn ? <Notice>{t`Encendido: el reparto cuenta así desde ahora.`}</Notice> : <Button onClick={() => setAsking(true)}>{t`Encender estos puntos`}</Button>}
      {asking ? (
        <Part>
          <SwitchOnDialog policy={policy.data} levers={run.asked.levers} onSwitchOn={switchOn} onClose={() => setAsking(false)} />
        </Part>
      ) : null}
    </>
  );
}
