import type { Cut, Day, ReportFilter } from "~/client/contract/reportsEndpoints";
import { type Group, GROUPS } from "./groupWords";

/** What the address of a report says: a period, what narrows it, and how its table is cut, of which figures, and sorted. */
export interface ReportSearch extends ReportFilter {
  from?: string;
  to?: string;
  by?: Cut;
  group?: Group;
  order?: string;
  up?: boolean;
}

export const FILTERS = ["unit", "brand", "country", "channel", "surface", "queue", "team", "agent", "tier", "coming", "advert"] as const;
export const CUTS: readonly Cut[] = ["channel", "queue", "team", "agent", "brand", "country", "surface", "tier", "coming", "advert"];

/** Reads an address with care: people edit it. */
export function readReportSearch(raw: Record<string, unknown>): ReportSearch {
  const search: ReportSearch = {};
  for (const name of ["from", "to"] as const) if (isDay(raw[name])) search[name] = raw[name];
  for (const name of FILTERS) if (typeof raw[name] === "string" && raw[name]) search[name] = raw[name];
  const by = CUTS.find((one) => one === raw.by);
  if (by) search.by = by;
  const group = GROUPS.find((one) => one === raw.group);
  if (group) search.group = group;
  if (typeof raw.order === "string" && raw.order) search.order = raw.order;
  if (raw.up === true) search.up = true;
  return search;
}

/** Whether somebody wrote a day of the calendar. */
export function isDay(text: unknown): text is Day {
  return typeof text === "string" && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}
