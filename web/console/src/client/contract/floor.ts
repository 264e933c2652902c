/** The supervisors' desk: a few numbers with their targets, a line for each queue, and who is at work. */

import type { Id, Instant } from "./basics";
import type { PartKind } from "./schedules";
import type { PresenceState } from "./who";

/** The numbers that have targets. Waits are seconds, service level and load percents, the others cases. */
export type Measure = "waiting" | "longest_wait" | "at_risk" | "breached" | "service_level" | "load";

/** A case waits while it is open, nobody has it in charge and it rests on nobody else. */
export interface WallNumbers {
  open: number;
  waiting: number;
  since: Instant | null; // when the contact who waits longest wrote first
  at_risk: number;
  breached: number;
  due_next: Instant | null;
  offered: number; // today, where the brand lives
  kept: number; // of the first answers decided today
  decided: number;
  aside: number; // set aside today, cases and messages: no service level counts them
}

/** Load and capacity, live and deferred together, are those of who is available or busy, in units: a usual conversation takes 10. */
export interface Crew {
  agents: number;
  available: number;
  busy: number;
  away: number;
  offline: number;
  load: number;
  capacity: number;
}

/** Of one queue, or of everything. */
export interface Target {
  measure: Measure;
  value: number;
  queue_id: Id | null;
}

/** `id` is null for cases that are in no queue, or in one that is offered no more. */
export interface QueueLine {
  id: Id | null;
  name: string;
  brand_id: Id | null;
  team_id: Id | null;
  automatic: boolean;
  numbers: WallNumbers;
  crew: Crew;
}

export interface Wall {
  numbers: WallNumbers;
  crew: Crew;
  queues: QueueLine[];
  targets: Target[];
}

export interface FloorAgent {
  id: Id;
  name: string;
  team_ids: Id[];
  state: PresenceState;
  reason: string | null;
  since: Instant | null; // null for a member of a team who never was at work
  load: number;
  capacity: number;
  deferred_load: number;
  deferred_capacity: number;
  cases: number;
}

/** `until` is null while it lasts. */
export interface DaySegment {
  state: PresenceState;
  reason: string | null;
  since: Instant;
  until: Instant | null;
}

export interface AgentDay {
  since: Instant;
  segments: DaySegment[];
}

/** What is expected of an agent in a stretch of time, and in which states they keep it. */
export interface ExpectedPart {
  what: "work" | PartKind;
  since: Instant;
  until: Instant;
  kept_by: PresenceState[];
}

/** `adherence` is null before anything was expected. */
export interface AgentPlan {
  expected: ExpectedPart[];
  adherence: number | null;
}

/** A link that shows a board on a screen where nobody signs in. */
export interface WallLink {
  id: Id;
  name: string;
  part: { brand: Id[]; queue: Id[]; team: Id[] };
  made_by: string;
  made_at: Instant;
  expires_at: Instant;
  revoked_at: Instant | null;
  seen_at: Instant | null;
}

export type AlertDeed = "seen" | "acted" | "snoozed";

/** An alert is raised when a number stays beyond its threshold for some seconds; its owner is told. */
export interface AlertRule {
  id: Id;
  measure: Measure;
  queue_id: Id | null;
  threshold: number;
  for_seconds: number;
  owner_id: Id;
  owner: string;
  sound: boolean;
}

/** `value` when it was raised, `worst` since; `ended_at` is null while it lasts. */
export interface Alert {
  id: Id;
  rule_id: Id;
  measure: Measure;
  queue_id: Id | null;
  threshold: number;
  value: number;
  worst: number;
  owner_id: Id;
  owner: string;
  sound: boolean;
  raised_at: Instant;
  snoozed_until: Instant | null;
  ended_at: Instant | null;
  marks: { who: string; what: AlertDeed; at: Instant }[];
}
