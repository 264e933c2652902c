import { t } from "@lingui/core/macro";
import type { ReportMeasure } from "~/client/contract/reportsEndpoints";
import { cutWords } from "./cutWords";
import css from "./Reports.module.css";

/** Every measure with its definition, where it comes from, and what it can be cut by. */
export function MeasureList({ measures }: { measures: readonly ReportMeasure[] }) {
  return (
    <dl className={css.definitions}>
      {measures.map((one) => (
        <div key={one.key} className={css.definition}>
          <dt>{one.name}</dt>
          <dd>
            {one.how}
            <span className={css.reasons}>{t`Se puede ver por: ${one.by.map((by) => cutWords(by).toLocaleLowerCase()).join(", ")}.`}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
