import type { ReportAsked } from "~/client/contract/reportsEndpoints";
import { daysAfter, grainOf, lengthOf, today } from "./days";
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
