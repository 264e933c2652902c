/** Policies: what is promised to whom, and why it falls due when it does. */

import type { Id, Instant } from "./basics";
import type { Surface } from "./lists";

export type Target = "first_response" | "first_human_response" | "next_response" | "ceiling" | "resolution";
export type PauseReason = "contact" | "third_party" | "team" | "until" | "resolved";

export interface Promised {
  target: Target;
  seconds: number;
  pause_on: PauseReason[];
}

/** What is null fits everything. */
export interface Terms {
  promises: Promised[];
  surface: Surface | null;
  channel: string | null;
  brand_id: Id | null;
  account_id: Id | null;
  tier: number | null;
  country: string | null;
  priority: number | null;
  organisation_id: Id | null;
  flag: string | null; // a mark of the contact
  team_id: Id | null;
  wall_clock: boolean;
  bot_counts: boolean;
  approach: number; // share of the time after which it approaches
  factors: Record<string, number>;
  locked: boolean;
}

export interface Policy {
  id: Id;
  code: string;
  name: string;
  source: string;
  version: number;
  terms: Terms;
  calendar_id: Id | null;
  /** Policies that take matters from this one. */
  findings: { kind: "replaced" | "locked" | "meets"; by: Id; targets: Target[] }[];
}

export interface ExampleLine {
  code: string;
  values: Record<string, unknown>;
}

export interface ClockExample {
  target: Target;
  seconds: number;
  due_at: Instant;
  approach_at: Instant;
  calendar_id: Id | null;
  calendar_of: string;
  /** Which other policy would be chosen in earnest. */
  chosen_id: Id | null;
  lines: ExampleLine[];
}

export interface Example {
  surface: Surface;
  channel: string;
  brand_id: Id;
  country: string;
  timezone: string;
  at: Instant;
  clocks: ClockExample[];
}

export interface PolicyVersion {
  version: number;
  from_at: Instant;
  by_kind: string;
  by_id: Id | null;
  terms: Terms;
}

export interface Starter {
  source: string;
  name: string;
  terms: Terms;
  there: boolean;
}

/** Customers that a policy may be for: marks that contacts bear now, and organisations. */
export interface Customers {
  flags: string[];
  organisations: { id: Id; name: string }[];
}

/** Why a promise falls due when it does, line by line. */
export interface Explanation {
  id: Id;
  target: Target;
  policy: string;
  timezone: string;
  due_at: Instant;
  lines: ExampleLine[];
}
