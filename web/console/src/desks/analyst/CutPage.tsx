import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Cut } from "~/client/contract/reportsEndpoints";
import { Button } from "~/kit/Button";
import { Empty } from "~/kit/Empty";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import { CasesDialog } from "~/rooms/reporting/CasesDialog";
import { CutTable } from "~/rooms/reporting/CutTable";
import { cutWords } from "~/rooms/reporting/cutWords";
import { GROUPS, groupWords } from "~/rooms/reporting/groupWords";
import { type Opened, tableQuery } from "~/rooms/reporting/queries";
import css from "~/rooms/reporting/Reports.module.css";
import { CUTS } from "~/rooms/reporting/reportSearch";
import { CsvLink } from "./CsvLink";
import { ReportBar } from "./ReportBar";
import { useReportSearch } from "./useReportSearch";

const OF_ADVERTS = ["offered", "answered_in_time", "first_response", "resolved", "typified", "message_cost"];
const HEADS = ["offered", "answered_in_time", "set_aside", "first_response", "next_response", "resolved", "reopened", "repeat_cases", "handling_time", "occupancy", "concurrency"];

/** The same numbers by channel, queue, team, person… sorted by any of them. */
export function CutPage() {
  const { search, asked, set } = useReportSearch();
  const by: Cut = search.by ?? "channel";
  const [opened, setOpened] = useState<Opened | null>(null);
  const found = useQuery(tableQuery(asked, by));
  const measures = found.data?.measures ?? [];
  const chief = by === "advert" || by === "coming" ? OF_ADVERTS : HEADS;
  const heads = search.group ? measures.filter((one) => one.group === search.group || (search.group === "promise" && one.key === "set_aside")).map((one) => one.key) : chief.filter((key) => measures.some((one) => one.key === key));
  const sort = search.order && (heads.includes(search.order) || search.order === "name") ? search.order : (heads[0] ?? "name");
  const up = search.up ?? false;
  const chosen = found.data?.measures.find((one) => one.key === opened?.measure);
  return (
    <Page title={t`Por canal, cola o persona`} lede={t`Las cifras del resumen, por lo que se elija. Los títulos ordenan; cada cifra abre sus casos.`} wide deeds={<CsvLink file="table" asked={asked} by={by} />}>
      <ReportBar period={found.data?.period} own={found.data?.own ?? false} />
      <div className={css.cuts} role="group" aria-label={t`Ver por`}>
        {CUTS.map((one) => (
          <Button key={one} look="bare" aria-pressed={one === by} onClick={() => set({ by: one })}>
            {cutWords(one)}
          </Button>
        ))}
      </div>
      <div className={css.cuts} role="group" aria-label={t`Qué cifras`}>
        <Button look="bare" aria-pressed={search.group === undefined} onClick={() => set({ group: undefined })}>
          {t`Principales`}
        </Button>
        {GROUPS.map((one) => (
          <Button key={one} look="bare" aria-pressed={one === search.group} onClick={() => set({ group: one })}>
            {groupWords(one)}
          </Button>
        ))}
      </div>
      <Loaded query={found}>
        {(table) =>
          table.lines.length === 0 ? (
            <Empty words={t`Nada que contar en estos días. Elegir otro periodo o quitar filtros.`} />
          ) : heads.length === 0 ? (
            <Empty words={t`Estas cifras no se pueden ver así: lo que nadie ha hecho todavía no es de nadie. Elegir otra vista u otras cifras.`} />
          ) : (
            <CutTable
              table={table}
              heads={heads}
              sort={sort}
              up={up}
              onSort={(id) => set(id === sort ? { order: id, up: !up } : { order: id, up: id === "name" })}
              onOpen={(measure, line) => setOpened({ measure, part: "all", asked: line === null ? asked : { ...asked, [by]: line, zone: table.period.zone } })}
            />
          )
        }
      </Loaded>
      {opened && chosen ? <CasesDialog opened={opened} measure={chosen} onPart={(part) => setOpened({ ...opened, part })} onClose={() => setOpened(null)} /> : null}
    </Page>
  );
}
