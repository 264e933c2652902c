import { t } from "@lingui/core/macro";
import { Flag } from "lucide-react";
import type { Report } from "~/client/contract/reportsEndpoints";
import type { TriageQuery } from "~/client/contract/triage";
import { AsideLine } from "./AsideLine";
import { changeWords, figureWords, groundWords, misses, promisedWords, targetWords } from "./figureWords";
import { NumberButton } from "./NumberButton";
import css from "./Reports.module.css";

const FIRST = ["offered", "answered_in_time", "first_response", "abandoned_left_queue", "resolved", "repeat_contacts"];
const OWN = ["answered_in_time", "first_response", "handling_time", "resolved", "occupancy", "worked_time"];

/** The few numbers to begin with, each with its target, what it stands on and how it changed. */
export function Highlights({ report, triage, onOpen }: { report: Report; triage: TriageQuery | null; onOpen: (measure: string) => void }) {
  const wanted = report.own ? OWN : FIRST;
  return (
    <ul className={css.highlights} aria-label={t`Lo primero`}>
      {wanted.map((key) => {
        const measure = report.measures.find((one) => one.key === key);
        const told = report.told.find((one) => one.key === key);
        if (!measure || !told) return null;
        const missed = misses(measure, told.now.value);
        const beside = told.now.beside ? `${told.now.beside} ${measure.beside_name}` : "";
        return (
          <li key={key} className={css.highlight} data-missed={missed === true}>
            <p className={css.name}>{measure.name}</p>
            <p className={css.value}>
              {missed ? <Flag size={16} aria-hidden /> : null}
              <NumberButton words={figureWords(measure, told.now)} name={measure.name} n={told.now.n} onOpen={measure.parts.length > 0 ? () => onOpen(key) : null} />
            </p>
            <p className={css.ground}>
              {[groundWords(measure, told.now), beside, promisedWords(measure, told.now)].filter(Boolean).join(" · ")}
              <AsideLine measure={key} report={report} triage={triage} />
            </p>
            <p className={css.ground}>
              {[changeWords(measure, told.now.value, told.before.value), targetWords(measure), missed ? t`fuera de la meta` : ""].filter(Boolean).join(" · ")}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
