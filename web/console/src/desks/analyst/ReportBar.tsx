import { t } from "@lingui/core/macro";
import type { ReportPeriod } from "~/client/contract/reportsEndpoints";
import { shortDay } from "~/kit/formats";
import { now } from "~/kit/now";
import { PeriodPicker } from "~/rooms/reporting/PeriodPicker";
import { ReportFilters } from "~/rooms/reporting/ReportFilters";
import css from "~/rooms/reporting/Reports.module.css";
import { useReportSearch } from "./useReportSearch";

/** Which days, and what of them; under it, where those days pass and what they are compared with. */
export function ReportBar({ period, own }: { period: ReportPeriod | undefined; own: boolean }) {
  const { asked, filter, set, narrow } = useReportSearch();
  const day = (one: string) => shortDay(`${one}T12:00:00`, now());
  return (
    <div className={css.bar}>
      <PeriodPicker from={asked.from} to={asked.to} now={now()} onChange={set} />
      <ReportFilters filter={filter} onChange={narrow} />
      {period ? (
        <p className={css.note}>
          {[
            own ? t`Solo el trabajo propio.` : "",
            t`Los días pasan como en ${period.zone}.`,
            period.still_on
              ? t`El periodo sigue: se compara con ${day(period.before_first)} a ${day(period.before_last)} hasta la misma hora.`
              : t`Se compara con ${day(period.before_first)} a ${day(period.before_last)}.`,
          ]
            .filter(Boolean)
            .join(" ")}
        </p>
      ) : null}
    </div>
  );
}
