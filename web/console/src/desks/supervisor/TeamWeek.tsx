import { t } from "@lingui/core/macro";
import type { ReactNode } from "react";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import { mondayOf } from "~/rooms/workforce/weekDays";
import { WeekNav } from "~/rooms/workforce/WeekNav";
import css from "./PlanPage.module.css";
import type { TeamWeekPlace } from "./useTeamWeek";

/** Which team and which week, and what is done with it. */
export function TeamWeek({ where, deeds }: { where: TeamWeekPlace; deeds?: ReactNode }) {
  const { teams, team, monday, today, say } = where;
  if (teams.isError) return <Failing what={t`No se pudo cargar`} why={problemWords(teams.error)} onRetry={() => void teams.refetch()} />;
  if (teams.data && !team) return <Empty words={t`No hay equipos al alcance. Los turnos son de las personas de un equipo.`} />;
  if (!team) return null;
  return (
    <div className={css.controls}>
      {(teams.data?.length ?? 0) > 1 ? (
        <Select label={t`Equipo`} value={team.id} onChange={(event) => say({ team: event.target.value })}>
          {teams.data?.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
      ) : null}
      <WeekNav monday={monday} present={mondayOf(today)} onChoose={(week) => say({ week, day: undefined })} />
      {deeds}
    </div>
  );
}
