import type { Report } from "~/client/contract/reportsEndpoints";
import type { TriageQuery } from "~/client/contract/triage";
import { AsideCount } from "~/kit/AsideCount";
import css from "./Reports.module.css";

const SERVICE_LEVELS = new Set(["answered_in_time", "within_5_min", "within_10_min", "within_30_min", "within_60_min", "calls_in_20_s"]);

/** What was set aside in the same days and places, beside each service level: it counts none of it. */
export function AsideLine({ measure, report, triage }: { measure: string; report: Report; triage: TriageQuery | null }) {
  const told = report.told.find((one) => one.key === "set_aside");
  if (!told || !SERVICE_LEVELS.has(measure)) return null;
  return (
    <span className={css.reasons}>
      <AsideCount aside={told.now.n} search={triage} />
    </span>
  );
}
