import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Calendar, HoursPlan } from "~/client/contract/hours";
import { call } from "~/client/http";
import { Failing } from "~/kit/Failing";
import { problemWords } from "~/kit/problemWords";
import { calendarVersionsQuery } from "~/rooms/brands/queries";
import { VersionTable } from "./VersionTable";

/** What these hours said before; an old version can be put into the form, and saved again. */
export function CalendarHistory({ calendar, onPlan }: { calendar: Calendar; onPlan: (plan: HoursPlan) => void }) {
  const query = useQuery(calendarVersionsQuery(calendar.id));
  const [error, setError] = useState<unknown>(null);
  const bring = async (version: number) => {
    setError(null);
    try {
      onPlan(await call("GET /calendars/{id}/versions/{version}", { path: { id: calendar.id, version: String(version) } }));
      window.scrollTo({ top: 0 });
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <VersionTable
      hint={t`Lo que ya se contó conserva la versión con la que se contó.`}
      query={query}
      present={calendar.version}
      onBring={(one) => void bring(one.version)}
    >
      {error ? <Failing what={t`No se pudo traer`} why={problemWords(error)} /> : null}
    </VersionTable>
  );
}
