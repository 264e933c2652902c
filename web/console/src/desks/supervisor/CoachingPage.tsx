import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AgentTrend } from "~/client/contract/coachingEndpoints";
import { Empty } from "~/kit/Empty";
import { Loaded } from "~/kit/Loaded";
import { Notice } from "~/kit/Notice";
import { Page } from "~/kit/Page";
import { AgentTrendTable } from "./AgentTrendTable";
import { agentTrendsQuery } from "~/rooms/intelligence/insight/coachingQueries";
import { TrendCasesDialog } from "~/rooms/intelligence/insight/TrendCasesDialog";

const ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Where an agent would gain from a word: how their cases began and ended, and which hints they met. */
export function CoachingPage() {
  const [opened, setOpened] = useState<AgentTrend | null>(null);
  return (
    <Page title={t`Acompañamiento`} lede={t`Cómo fueron los casos que cada persona resolvió en las últimas ocho semanas. Cada nombre abre sus casos.`} wide>
      <Loaded query={useQuery(agentTrendsQuery(ZONE))}>
        {(agents) =>
          agents.length === 0 ? (
            <Empty words={t`Nadie resolvió casos en estas semanas. Las cifras nacen cuando alguien resuelve un caso cuyos mensajes se entendieron.`} />
          ) : (
            <>
              <Notice>{t`El ánimo y la satisfacción son previsiones: sirven para elegir qué casos leer juntos, no para calificar a nadie. De contactos que no quieren ser perfilados no se prevé nada.`}</Notice>
              <AgentTrendTable agents={agents} onOpen={setOpened} />
            </>
          )
        }
      </Loaded>
      {opened ? <TrendCasesDialog agent={opened} onClose={() => setOpened(null)} /> : null}
    </Page>
  );
}
