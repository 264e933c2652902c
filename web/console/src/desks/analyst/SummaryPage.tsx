import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { Printer } from "lucide-react";
import { useState } from "react";
import { Button } from "~/kit/Button";
import { Empty } from "~/kit/Empty";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import { Section } from "~/kit/Section";
import { useMay } from "~/rooms/access/useMay";
import { triageOf } from "~/rooms/reporting/asked";
import { CasesDialog } from "~/rooms/reporting/CasesDialog";
import { GROUPS, groupHint, groupWords } from "~/rooms/reporting/groupWords";
import { Highlights } from "~/rooms/reporting/Highlights";
import { MeasureRows } from "~/rooms/reporting/MeasureRows";
import { type Opened, reportQuery } from "~/rooms/reporting/queries";
import { CsvLink } from "./CsvLink";
import { ReportBar } from "./ReportBar";
import { useReportSearch } from "./useReportSearch";

const OPTIONAL = new Set<string>(["calls", "reviews", "adverts"]); // who has no telephone is told nothing of calls

/** Few numbers first, then all of them; each says what it stands on and opens its cases. */
export function SummaryPage() {
  const { asked } = useReportSearch();
  const [opened, setOpened] = useState<Opened | null>(null);
  const found = useQuery(reportQuery(asked));
  const report = found.data;
  const open = (measure: string) => setOpened({ measure, part: "all", asked });
  const may = useMay();
  const triage = (zone: string) => (may("cases.set_aside") ? triageOf(asked, zone) : null);
  const chosen = report?.measures.find((one) => one.key === opened?.measure);
  return (
    <Page
      title={t`Resumen`}
      lede={t`Cada cifra dice de cuántos se cuenta y abre exactamente esos casos.`}
      wide
      deeds={
        <>
          <CsvLink file="days" asked={asked} />
          <Button onClick={() => window.print()}>
            <Printer size={16} aria-hidden />
            {t`Imprimir`}
          </Button>
        </>
      }
    >
      <ReportBar period={report?.period} own={report?.own ?? false} />
      <Loaded query={found}>
        {(told) =>
          told.told.every((one) => one.now.n === 0 && one.before.n === 0) ? (
            <Empty words={t`Nada que contar en estos días. Las cifras nacen de los casos: aparecen cuando alguien escribe. Elegir otro periodo o quitar filtros.`} />
          ) : (
            <>
              <Highlights report={told} triage={triage(told.period.zone)} onOpen={open} />
              {GROUPS.map((group) => {
                const keys = told.measures.filter((one) => one.group === group).map((one) => one.key);
                const silent = OPTIONAL.has(group) && told.told.every((one) => !keys.includes(one.key) || (one.now.n === 0 && one.before.n === 0));
                return keys.length === 0 || silent ? null : (
                  <Section key={group} title={groupWords(group)} hint={groupHint(group) || undefined} stacked>
                    <MeasureRows title={groupWords(group)} report={told} keys={keys} triage={triage(told.period.zone)} onOpen={open} />
                  </Section>
                );
              })}
            </>
          )
        }
      </Loaded>
      {opened && chosen ? <CasesDialog opened={opened} measure={chosen} onPart={(part) => setOpened({ ...opened, part })} onClose={() => setOpened(null)} /> : null}
    </Page>
  );
}
