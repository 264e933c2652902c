import type { Fact } from "~/client/contract/panels";
import { money, moment, shortDay } from "~/kit/formats";

/** A value by the reader's customs. A date has no hour: it is read at noon, so that no time zone moves its day. */
export function valueWords(fact: Fact, now: number): string {
  switch (fact.kind) {
    case "money":
      return fact.currency ? money(fact.value, fact.currency) : fact.value;
    case "date":
      return shortDay(`${fact.value}T12:00:00`, now);
    case "moment":
      return moment(fact.value, now);
    default:
      return fact.value;
  }
}
