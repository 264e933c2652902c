import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useNow } from "~/kit/now";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import { Tabs } from "~/kit/Tabs";
import { AdherenceTable } from "~/rooms/workforce/AdherenceTable";
import { MissingList } from "~/rooms/workforce/MissingList";
import { adherenceQuery, dayLinesQuery, missingQuery } from "~/rooms/workforce/scheduleQueries";
import { dayWords, weekOf } from "~/rooms/workforce/weekDays";
import css from "./PlanPage.module.css";
import { TeamWeek } from "./TeamWeek";
import { useTeamWeek } from "./useTeamWeek";

const WHOLE = "week";

/** How a team keeps its shifts: who should be here and is not, each day against what was expected, and the week. */
export function AdherencePage() {
  const where = useTeamWeek();
  const { team, monday, today, say } = where;
  const now = useNow();
  const days = weekOf(monday);
  const chosen = where.day === WHOLE ? WHOLE : (days.find((one) => one === where.day) ?? (days.includes(today) ? today : (days[0] ?? monday)));
  const one = chosen === WHOLE ? null : chosen;
  const zone = team?.time_zone ?? "UTC";
  const missing = useQuery(missingQuery(team?.id ?? ""));
  const kept = useQuery(adherenceQuery(team?.id ?? "", one ?? monday, one ?? days[6] ?? monday, zone));
  const lines = useQuery(dayLinesQuery(team?.id ?? "", one ?? monday, zone));
  return (
    <Page title={t`Adherencia`} lede={t`El tiempo en turno que cada persona pasó como se esperaba, y cuánto atendió frente a lo planificado.`} wide>
      <TeamWeek where={where} />
      {team ? (
        <>
          <MissingList missing={missing.data ?? []} people={lines.data?.people ?? []} now={now} />
          <div className={css.days}>
            <Tabs
              label={t`Día`}
              controls="adherence"
              chosen={chosen}
              onChoose={(day) => say({ day })}
              tabs={[...days.map((day) => ({ id: day, words: dayWords(day) })), { id: WHOLE, words: t`Semana` }]}
            />
          </div>
          <div id="adherence" role="tabpanel" className={css.panel}>
            <Loaded query={kept}>{(found) => <Loaded query={lines}>{(day) => <AdherenceTable days={found} lines={day} whole={one === null} now={now} />}</Loaded>}</Loaded>
          </div>
        </>
      ) : null}
    </Page>
  );
}
