import type { Instant } from "./basics";
import type { DaySegment } from "./floor";
import type { PresenceReason, PresenceState } from "./who";

/** One's own day since midnight; `seconds` by state, `adherence` null without a schedule. */
export interface MyDay {
  since: Instant;
  parts: DaySegment[];
  seconds: Partial<Record<PresenceState, number>>;
  resolved: number;
  answered: number;
  first_answers: number;
  first_in_time: number;
  adherence: number | null;
}

/** 422 senseless_reasons {reason}. */
export interface PresenceEndpoints {
  /** In their order; those offered no more come along, for what was recorded. */
  "GET /presence-reasons": { answer: PresenceReason[] };
  "GET /me/day": { answer: MyDay };
  "PUT /presence-reasons": { body: { reasons: Omit<PresenceReason, "kept">[] }; answer: PresenceReason[] };
}
