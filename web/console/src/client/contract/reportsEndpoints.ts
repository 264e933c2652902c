/** Reports: measures, each with one definition, and the rows behind each number. Durations are seconds. */

import type { Id, Instant } from "./basics";

/** "2026-03-02", a day of the calendar. */
export type Day = string;
export type Grain = "day" | "week" | "month";
export type Cut = "brand" | "country" | "channel" | "surface" | "queue" | "team" | "agent" | "tier" | "coming" | "advert" | "reason";
export type ReportPart = "all" | "counted" | "rest" | "beside";

/** What narrows a report: keys parted by commas. */
export type ReportFilter = Partial<Record<Exclude<Cut, "reason"> | "unit" | "reason", string>>;

/** Days from `from` to `to`, both inside. Refused: period_reversed, period_too_long {days, most}, no_such_day. */
export type ReportAsked = { from: Day; to: Day; grain?: Grain; zone?: string; measures?: string } & ReportFilter;

/** One number; null is "n/a". `n` is how many rows it opens: of a share, its denominator. */
export interface ReportFigure {
  n: number;
  value: number | null;
  counted: number | null;
  mean: number | null;
  p50: number | null;
  p90: number | null;
  business_p50: number | null;
  business_p90: number | null;
  total: number | null;
  per: number | null;
  beside: number | null;
  /** Sums of money by currency, exact decimals; null where the measure is none of money. */
  money: Record<string, string> | null;
  /** Seconds promised to these rows, each by its own country and tier; null where nothing is compared so. */
  promised_least: number | null;
  promised_most: number | null;
}

export interface ReportMeasure {
  key: string;
  group: string;
  kind: "count" | "share" | "quantiles" | "mean" | "stars" | "score" | "sum" | "ratio" | "money";
  name: string;
  how: string;
  sources: string[];
  parts: ReportPart[];
  by: Cut[];
  additive: boolean;
  at_least: number | null;
  at_most: number | null;
  beside_name: string;
}

export interface ReportPeriod {
  first: Day;
  last: Day;
  zone: string;
  grain: Grain;
  stretches: { first: Day; begins: Instant; ends: Instant }[];
  before_first: Day;
  before_last: Day;
  still_on: boolean;
}

/** A channel as it stands in a country; `local`: by a word of that country's own. */
export interface LocalChannel {
  channel: string;
  name: string;
  tier: number;
  local: boolean;
}

export interface ReportLine {
  key: string;
  name: string;
  figures: Record<string, ReportFigure>;
  channels: LocalChannel[]; // of a country
}

export interface ToldMeasure {
  key: string;
  now: ReportFigure;
  before: ReportFigure;
  stretches: ReportFigure[];
  reasons: ReportLine[];
}

export interface Report {
  period: ReportPeriod;
  measures: ReportMeasure[];
  told: ToldMeasure[];
  own: boolean; // only what the asker did
}

export interface ReportTable {
  by: Cut;
  period: ReportPeriod;
  measures: ReportMeasure[];
  lines: ReportLine[];
  whole: Record<string, ReportFigure>;
  own: boolean;
}

/** `case_id` is null where the case is out of reach: it counts, unseen. */
export interface CaseBehind {
  number: number;
  case_id: Id | null;
  subject: string;
  contact_name: string;
  channel: string;
  agent: string;
  at: Instant;
  counted: boolean;
  seconds: number | null;
  reason: string;
  amount: string | null;
  currency: string;
  country: string;
  promised: number | null;
  stars: number | null;
  score: number | null; // predicted satisfaction, 0 to 100
}

export interface ReportsEndpoints {
  "GET /reports": { query: ReportAsked; answer: Report };
  "GET /reports/table": { query: ReportAsked & { by: Cut }; answer: ReportTable };
  "GET /reports/cases": {
    query: ReportAsked & { measure: string; part?: ReportPart; cursor?: string; limit?: number };
    answer: { items: CaseBehind[]; total: number; next: string | null };
  };
  /** By dimension, `unit` among them; without people for those who see their own work only. */
  "GET /reports/choices": { answer: Partial<Record<Cut | "unit", { key: string; name: string }[]>> };
  "GET /reports/measures": { answer: ReportMeasure[] };
}
