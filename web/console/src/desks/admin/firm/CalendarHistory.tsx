import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Calendar, HoursPlan, Published } from "~/client/contract/hours";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { type Column, DataTable } from "~/kit/DataTable";
import { Failing } from "~/kit/Failing";
import { exactMoment } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { calendarVersionsQuery } from "~/rooms/brands/queries";

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
  const columns = columnsOf(calendar.version, (version) => void bring(version));
  return (
    <Section stacked title={t`Versiones`} hint={t`Lo que ya se contó conserva la versión con la que se contó.`}>
      {error ? <Failing what={t`No se pudo traer`} why={problemWords(error)} /> : null}
      <Loaded query={query} rows={2}>
        {(versions) => <DataTable dense label={t`Versiones`} columns={columns} rows={versions} keyOf={(one) => String(one.version)} />}
      </Loaded>
    </Section>
  );
}

function columnsOf(present: number, onBring: (version: number) => void): Column<Published>[] {
  return [
    { id: "version", head: t`Versión`, cell: (one) => one.version },
    { id: "from", head: t`Desde`, cell: (one) => exactMoment(one.from_at) },
    {
      id: "deed",
      head: t`Traer`,
      unseen: true,
      cell: (one) =>
        one.version === present ? (
          t`en vigor`
        ) : (
          <Button look="bare" onClick={() => onBring(one.version)}>
            {t`Traer al formulario la versión ${one.version}`}
          </Button>
        ),
    },
  ];
}
