import type { ReportAsked } from "~/client/contract/reportsEndpoints";
import { daysAfter, grainOf, lengthOf, today } from "./days";
import type { TriageQuery } from "~/client/contract/triage";
import { FILTERS, type ReportSearch } from "./reportSearch";

const MOST = 400; // days: beyond, the server says what it thinks of it

/** What is asked of the server: the last seven days, today inside, where the address says nothing. */
export function askedOf(search: ReportSearch, now: number): ReportAsked {
  const to = search.to ?? today(now);
  const from = search.from ?? daysAfter(to, -6);
  const asked: ReportAsked = { from, to };
  for (const name of FILTERS) if (search[name]) asked[name] = search[name];
  const days = lengthOf(from, to);
  return days > 0 && days <= MOST ? { ...asked, grain: grainOf(from, to) } : asked;
}

const OF_TRIAGE = ["brand", "country", "channel", "surface", "queue", "team"] as const;

/** Where what was set aside in a report's days is listed; null where triage does not know what narrows it. */
export function triageOf(asked: ReportAsked, zone: string): TriageQuery | null {
  if (FILTERS.some((name) => asked[name] && !OF_TRIAGE.some((one) => one === name))) return null;
  const search: TriageQuery = { from: asked.from, to: asked.to, zone };
  for (const name of OF_TRIAGE) if (asked[name]) search[name] = asked[name];
  return search;
}
