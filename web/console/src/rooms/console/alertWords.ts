import { t } from "@lingui/core/macro";
import type { Alert, AlertDeed, AlertRule } from "~/client/contract/floor";
import { longSpan } from "~/kit/formats";
import { isAtLeast } from "./figures";
import { measureWords, valueWords } from "./figureWords";

/** "Mayor espera > 10 min en Postventa durante 2 min". */
export function ruleWords(rule: Pick<AlertRule, "measure" | "threshold"> & { for_seconds?: number }, queue: string | null): string {
  const name = measureWords(rule.measure);
  const value = valueWords(rule.measure, rule.threshold);
  const sign = isAtLeast(rule.measure) ? "<" : ">";
  const where = queue ?? t`todas las colas`;
  if (!rule.for_seconds) return t`${name} ${sign} ${value}, ${where}`;
  const span = longSpan(rule.for_seconds * 1000);
  return t`${name} ${sign} ${value} durante ${span}, ${where}`;
}

export function deedWords(deed: AlertDeed): string {
  switch (deed) {
    case "seen":
      return t`lo vio`;
    case "acted":
      return t`se ocupa`;
    case "snoozed":
      return t`la pospuso`;
    default:
      return deed satisfies never;
  }
}

export function worstWords(alert: Alert): string {
  const value = valueWords(alert.measure, alert.value);
  const worst = valueWords(alert.measure, alert.worst);
  return value === worst ? value : t`${value}, peor ${worst}`;
}
