/** Shifts, how they are kept, and a week planned. */

import type { Id, Instant } from "./basics";

export type ShiftKind = "work" | "off";
export type PartKind = "break" | "meeting" | "training";

/** A calendar's day: "2026-11-23". */
export type Day = string;

/** A part as people write it: "13:00" to "14:00"; before the shift's beginning it is of the next day. */
export interface PlannedPart {
  kind: PartKind;
  starts: string;
  ends: string;
}

/** A shift by the wall clock of its zone: "2026-11-23T09:00". */
export interface ShiftPlan {
  user_id: Id;
  starts: string;
  ends: string;
  time_zone: string;
  kind: ShiftKind;
  parts: PlannedPart[];
  note: string;
}

export interface Shift extends ShiftPlan {
  id: Id;
  day: Day;
  from_at: Instant;
  to_at: Instant;
  version: number;
}

export interface ShiftPerson {
  id: Id;
  name: string;
  time_zone: string;
}

export interface WeekTemplate {
  id: Id;
  name: string;
  time_zone: string;
  /** Monday is 0. */
  spans: { weekday: number; starts: string; ends: string; parts: PlannedPart[] }[];
}

export interface ScheduleWeek {
  monday: Day;
  time_zone: string;
  people: ShiftPerson[];
  shifts: Shift[];
  templates: WeekTemplate[];
}

/** A day against its shifts, in seconds; the shares are null where nothing was expected. */
export interface AdherenceDay {
  user_id: Id;
  day: Day;
  scheduled: number;
  kept: number;
  work_scheduled: number;
  worked: number;
  unscheduled: number;
  late: number | null;
  early: number | null;
  adherence: number | null;
  conformance: number | null;
}

export interface OwnWeek {
  monday: Day;
  time_zone: string;
  shifts: Shift[];
  days: AdherenceDay[];
}

export interface DayStretch {
  begins: Instant;
  ends: Instant | null;
  what: string;
  reason: string;
}

export interface DayLines {
  begins: Instant;
  ends: Instant;
  people: ShiftPerson[];
  lines: { user_id: Id; expected: DayStretch[]; seen: DayStretch[] }[];
}

/** Who should be attending now and is not; `state` is empty for who was never seen. */
export interface MissingPerson {
  user_id: Id;
  shift_id: Id;
  since: Instant;
  until: Instant;
  state: string;
  reason: string;
}

/** What a line of a file would do; `refused` is empty where it can be taken. */
export interface ScheduleLine {
  line: number;
  email: string;
  starts: string;
  ends: string;
  refused: string;
}

/** What the log says of one contact, in seconds; null where nothing says it. */
export interface MeasuredChannel {
  cases: number;
  work: number | null;
  typing: number | null;
  pace: number | null;
  customer_typing: number | null;
  patience: number | null;
}

/** A channel's week: a number for each of its 336 half hours; the lists are empty where history is missing. */
export interface ChannelPlan {
  channel: string;
  live: boolean;
  weeks: number;
  missing_weeks: number;
  measured: MeasuredChannel;
  assumed: { work: number; pace: number; patience: number | null; measured: string[] };
  /** `lasts` and `busy`: a dialogue's seconds and the share of an agent's time in work, with 1, 2, 3 … at once. */
  limit: { in_force: number; recommended: number; why: "pace" | "hands" | "alone" | ""; lasts: number[]; busy: number[] };
  expected: number[];
  low: number[];
  high: number[];
  came: (number | null)[];
  need: number[];
}

export interface KeptChannel {
  channel: string;
  hours: number;
  share: number;
  kept: boolean;
}

export interface WeekPlan {
  brand_id: Id;
  monday: Day;
  time_zone: string;
  people: number;
  channels: ChannelPlan[];
  scheduled: number[];
  present: (number | null)[];
  kept: KeptChannel[];
  /** Of the last seven days; null where nothing was recorded. */
  at_once: { held: number | null; hands: number | null };
}
