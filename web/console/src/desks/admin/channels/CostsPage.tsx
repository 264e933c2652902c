import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { BudgetLine } from "~/client/contract/spendingEndpoints";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { keepFile } from "~/rooms/knowledge/readCsv";
import { channelWords } from "~/rooms/channels/channelWords";
import { BudgetTable } from "~/rooms/spending/BudgetTable";
import { budgetsQuery, ratesQuery } from "~/rooms/spending/queries";
import { RateTable } from "~/rooms/spending/RateTable";
import { BudgetDialog } from "./BudgetDialog";
import { RateDialog } from "./RateDialog";
import { RateImport } from "./RateImport";

/** What messages cost: each brand's budget of the month, and the rate cards by which it is counted. */
export function CostsPage() {
  const budgets = useQuery(budgetsQuery);
  const rates = useQuery(ratesQuery);
  const [budget, setBudget] = useState<BudgetLine | null>(null);
  const [asked, setAsked] = useState<"line" | "file" | null>(null);
  const [refused, setRefused] = useState<unknown>(null);
  const close = () => setAsked(null);
  const exportAll = async () => {
    setRefused(null);
    try {
      keepFile("tarifas.csv", (await call("GET /rates/csv", {})).csv.replace("\uFEFF", ""));
    } catch (error) {
      setRefused(error);
    }
  };
  return (
    <Page wide title={t`Costos de mensajes`} lede={t`Lo que cobra cada canal por mensaje, y cuánto puede gastar cada marca en un mes. El costo se ve antes de enviar y en los informes.`}>
      <Section stacked title={t`Presupuestos de este mes`} hint={t`Se avisa al 80 % y al 100 % a quienes administran la marca. Nada se detiene por eso. El mes es el de la marca; cada moneda se cuenta aparte.`}>
        <Loaded query={budgets}>{(lines) => <BudgetTable lines={lines} onOpen={setBudget} />}</Loaded>
      </Section>
      <Section
        stacked
        title={t`Tarifas`}
        hint={t`Precio de un mensaje, o de un segmento, por país y categoría. Un renglón nuevo cierra el anterior desde su fecha; lo ya cobrado no cambia.`}
        deeds={
          <>
            <Button onClick={() => setAsked("line")}>{t`Agregar una tarifa…`}</Button>
            <Button onClick={() => setAsked("file")}>{t`Importar CSV…`}</Button>
            <Button onClick={() => void exportAll()}>{t`Exportar CSV`}</Button>
          </>
        }
      >
        {refused ? <Failing what={t`No se exportó`} why={problemWords(refused)} /> : null}
        <Loaded query={rates}>{(lines) => <RateTable rates={lines} channelName={channelWords} />}</Loaded>
      </Section>
      {budget ? <BudgetDialog line={budget} onClose={() => setBudget(null)} /> : null}
      {asked === "line" ? <RateDialog onClose={close} /> : null}
      {asked === "file" ? <RateImport onClose={close} /> : null}
    </Page>
  );
}
