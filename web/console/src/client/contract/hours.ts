/** Sets of hours: what they say, who keeps them, what a change would do. */

import type { Id, Instant } from "./basics";

/** Minutes after midnight; `closes` past 1440 runs into the next day. */
export interface Opening {
  opens: number;
  closes: number;
}

export type DayKind = "holiday" | "closure" | "half_day" | "special";

/** A date that differs from its weekday; without openings it is closed. */
export interface SpecialDay {
  day: string; // "2026-12-24"
  kind: DayKind;
  name: string;
  openings: Opening[];
}

/** What people decide; public holidays of `country` are added to it. Seven days, Monday first. */
export interface HoursPlan {
  timezone: string;
  week: Opening[][];
  own_days: SpecialDay[];
  country: string; // "" for none
  subdivision: string;
}

export interface Standing {
  is_open: boolean;
  until: Instant | null;
}

export type HolderKind = "policy" | "queue" | "channel_account" | "brand" | "person";

export interface Calendar extends HoursPlan {
  id: Id;
  code: string;
  name: string;
  brand_id: Id | null;
  version: number;
  now: Standing;
  holders: { holder_kind: HolderKind; holder_id: Id; calendar_id: Id }[];
  retired_at: Instant | null;
}

/** The days of a year that differ from their weekday. */
export interface Year {
  year: number;
  days: SpecialDay[];
  now: Standing;
  open_days: number;
  open_seconds: number;
}

/** What a change would do to running promises. */
export interface Effect {
  looked: number;
  sooner: number;
  later: number;
  overdue: number;
  complete: boolean;
}

export interface Published {
  version: number;
  from_at: Instant;
  by_kind: string;
  by_id: Id | null;
}
