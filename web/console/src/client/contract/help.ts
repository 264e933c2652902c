/** Help that is asked with a case: of a supervisor or of another team. */

import type { Id, Instant } from "./basics";
import type { Actor } from "./who";

export type HelpLevel = "supervisor" | "team";
export type HelpState = "asked" | "accepted" | "answered" | "handed_over" | "declined" | "withdrawn" | "case_ended";

/** What is expected of who is asked: that somebody comes, and that somebody who came answers. */
export interface HelpClock {
  id: Id;
  target: "acceptance" | "answer";
  state: "running" | "breached" | "met" | "met_late" | "voided";
  started_at: Instant;
  approach_at: Instant;
  due_at: Instant;
}

export interface Help {
  id: Id;
  level: HelpLevel;
  state: HelpState;
  /** Of whom it is asked; at the level of supervisors a team is who leads it. */
  team: string | null;
  person: string | null;
  by: Actor;
  why: string;
  answer: string;
  /** Whoever accepts has the case. */
  hands_over: boolean;
  rests: boolean;
  sent_at: Instant;
  accepted_at: Instant | null;
  accepted_by: Actor | null;
  ended_at: Instant | null;
  clocks: HelpClock[];
  case_id: Id;
  case_number: number;
  subject: string;
  contact: { id: Id; name: string };
  mine: boolean;
  for_me: boolean;
}

export interface NewHelp {
  id: Id;
  level: HelpLevel;
  team_id?: Id;
  user_id?: Id;
  why: string;
  hands_over: boolean;
  rests: boolean;
  need_marked_at: Instant;
}
