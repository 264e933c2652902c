import { useQuery } from "@tanstack/react-query";
import { useNow } from "~/kit/now";
import { scheduleTeamsQuery } from "~/rooms/workforce/scheduleQueries";
import { dayIn, isDay, mondayOf } from "~/rooms/workforce/weekDays";
import { usePlanSearch } from "./usePlanSearch";

/** Which team and week the address names, among those that one may plan. */
export function useTeamWeek() {
  const [search, setSearch] = usePlanSearch();
  const teams = useQuery(scheduleTeamsQuery);
  const team = teams.data?.find((one) => one.id === search.team) ?? teams.data?.[0] ?? null;
  const today = dayIn(team?.time_zone, useNow());
  const monday = search.week && isDay(search.week) ? mondayOf(search.week) : mondayOf(today);
  return { teams, team, today, monday, day: search.day, say: setSearch };
}

export type TeamWeekPlace = ReturnType<typeof useTeamWeek>;
