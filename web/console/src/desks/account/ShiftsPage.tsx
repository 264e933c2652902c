import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Loaded } from "~/kit/Loaded";
import { useNow } from "~/kit/now";
import { Page } from "~/kit/Page";
import { OwnShifts } from "~/rooms/workforce/OwnShifts";
import { ownWeekQuery } from "~/rooms/workforce/scheduleQueries";
import { dayIn, mondayOf } from "~/rooms/workforce/weekDays";
import { WeekNav } from "~/rooms/workforce/WeekNav";

/** One's own week: shifts, breaks, time off, and how one's days went. */
export function ShiftsPage() {
  const now = useNow();
  const present = mondayOf(dayIn(undefined, now));
  const [monday, setMonday] = useState(present);
  const query = useQuery(ownWeekQuery(monday));
  return (
    <Page title={t`Mis turnos`} lede={t`Los escribe quien supervisa el equipo.`}>
      <WeekNav monday={monday} present={present} onChoose={setMonday} />
      <Loaded query={query}>{(week) => <OwnShifts week={week} />}</Loaded>
    </Page>
  );
}
