import { t } from "@lingui/core/macro";
import type { ReportPeriod } from "~/client/contract/reportsEndpoints";
import { now } from "~/kit/now";
import { PeriodPicker } from "~/rooms/reporting/PeriodPicker";
import { ReportFilters } from "~/rooms/reporting/ReportFilters";
import css from "~/rooms/reporting/Reports.module.css";
import { useReportSearch } from "./useReportSearch";

/** Which days, and what of them; under it, where those days pass and what they are compared with. */
export function ReportBar({ period, own }: { period: ReportPeriod | undefined; own: boolean }) {
  const { asked, filter, set, narrow } = useReportSearch();
  return (
    <div className={css.bar}>
      <PeriodPicker from={asked.from} to={asked.to} now={now()} onChange={set} />
      <ReportFilters filter={filter} onChange={narrow} />
      {period ? (
        <p className={css.note}>
          {[
            own ? t`Solo su propio trabajo.` : "",
            t`Los días pasan como en ${period.zone}.`,
            period.still_on
              ? t`El periodo sigue: se compara con ${period.before_first} a ${period.before_last} hasta la misma hora.`
              : t`Se compara con ${period.before_first} a ${period.before_last}.`,
          ]
            .filter(Boolean)
            .join(" ")}
        </p>
      ) : null}
    </div>
  );
}
