import { t } from "@lingui/core/macro";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Spike, Topic, Trend } from "~/client/contract/discoveryEndpoints";
import { call } from "~/client/http";
import { type Column, DataTable } from "~/kit/DataTable";
import { useDoing } from "~/kit/deed";
import { Empty } from "~/kit/Empty";
import { clockTime, count, exactMoment, shortDay } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { useNow } from "~/kit/now";
import { Page } from "~/kit/Page";
import { Section } from "~/kit/Section";
import { useMay } from "~/rooms/access/useMay";
import { channelWords } from "~/rooms/channels/channelWords";
import { MakeTagDialog } from "~/rooms/intelligence/insight/MakeTagDialog";
import { TopicList } from "~/rooms/intelligence/insight/TopicList";
import { keyWords, severityWords, SUBJECTS, subjectWords } from "~/rooms/intelligence/insight/trendWords";
import { DayLine } from "~/rooms/reporting/DayLine";

const discoveryQuery = queryOptions({ queryKey: ["discovery"], queryFn: ({ signal }) => call("GET /discovery", { signal }), staleTime: 60_000 });

/** What rises, and what many write about that no tag names yet. */
export function TopicsPage() {
  const cache = useQueryClient();
  const may = useMay()("dispositions.manage");
  const { perform } = useDoing();
  const now = useNow(10_000);
  const [made, setMade] = useState<Topic | null>(null);
  const make = (topic: Topic, name: string) => {
    setMade(null);
    void perform({
      said: t`Etiqueta hecha`,
      run: () => call("POST /discovery/topics/{id}/tag", { path: { id: topic.id }, body: { name } }),
      undo: null,
      then: () => void cache.invalidateQueries({ queryKey: ["discovery"] }),
    });
  };
  return (
    <Page title={t`Temas y alzas`} lede={t`Cada hora se busca lo que muchos escriben y ninguna etiqueta nombra, y lo que llega mucho más que de costumbre.`} wide>
      <Loaded query={useQuery(discoveryQuery)}>
        {(found) => (
          <>
            <Section title={t`Alzas`} hint={t`Horas con al menos el doble de lo usual a esa hora. Hace falta una semana de mensajes para saber lo usual.`} stacked>
              <DataTable label={t`Alzas`} columns={spikeColumns(now)} rows={found.spikes} keyOf={(one) => `${one.subject} ${one.key} ${one.hour}`} dense empty={<Empty words={t`Ninguna alza. Cuando algo llegue mucho más que de costumbre, aparece aquí con su gravedad.`} />} />
            </Section>
            <Section title={t`Temas sin etiqueta`} hint={t`De los últimos catorce días, sin datos personales.`} stacked>
              {found.topics.length > 0 ? (
                <TopicList topics={found.topics} onMake={may ? setMade : null} />
              ) : (
                <Empty words={t`Ningún tema todavía: se miraron ${found.looked} mensajes sin etiqueta. Un tema nace cuando al menos ${found.needs} dicen casi lo mismo.`} />
              )}
            </Section>
            <Section title={t`Por día`} hint={t`Los últimos 28 días.`} stacked>
              <DataTable label={t`Mensajes por día`} columns={trendColumns()} rows={sorted(found.trends)} keyOf={(one) => `${one.subject} ${one.key}`} dense empty={<Empty words={t`Sin mensajes que contar. Aparecen en la hora siguiente a que alguien escriba.`} />} />
            </Section>
          </>
        )}
      </Loaded>
      {made ? <MakeTagDialog topic={made} onMake={(name) => make(made, name)} onClose={() => setMade(null)} /> : null}
    </Page>
  );
}

const total = (one: Trend) => one.days.reduce((all, each) => all + each, 0);

function sorted(trends: readonly Trend[]): Trend[] {
  return [...trends].sort((one, other) => SUBJECTS.indexOf(one.subject) - SUBJECTS.indexOf(other.subject) || total(other) - total(one));
}

function spikeColumns(now: number): Column<Spike>[] {
  return [
    { id: "what", head: t`Qué`, cell: (one) => keyWords(one, channelWords) },
    { id: "subject", head: t`De qué es`, cell: (one) => subjectWords(one.subject) },
    { id: "hour", head: t`Desde`, cell: (one) => <time dateTime={one.hour} title={exactMoment(one.hour)}>{`${shortDay(one.hour, now)}, ${clockTime(one.hour)}`}</time> },
    { id: "seen", head: t`Llegaron`, align: "end", cell: (one) => count(one.seen) },
    { id: "expected", head: t`Lo usual`, align: "end", cell: (one) => count(Math.round(one.expected * 10) / 10) },
    { id: "severity", head: t`Gravedad`, cell: (one) => severityWords(one.severity) },
  ];
}

function trendColumns(): Column<Trend>[] {
  return [
    { id: "what", head: t`Qué`, cell: (one) => keyWords(one, channelWords) },
    { id: "subject", head: t`De qué es`, cell: (one) => subjectWords(one.subject) },
    { id: "days", head: t`Por día`, cell: (one) => <DayLine values={one.days} target={null} label={t`Mensajes por día: ${one.days.join(", ")}`} /> },
    { id: "total", head: t`En 28 días`, align: "end", cell: total },
  ];
}
