import type { Id, Instant } from "./basics";

/** What spoke against somebody; the chosen one has none. */
export type Against =
  | ""
  | "offline"
  | "away"
  | "break"
  | "busy"
  | "skill"
  | "no_room"
  | "channel_limit"
  | "not_idle"
  | "passed"
  | "takes_another"
  | "less_fit"
  | "not_chosen";

export type NotGiven = "kept_for" | "nobody_there" | "nobody_able" | "no_room" | "others_first" | "by_hand" | "no_team" | "rests" | "at_once";

/** What gives points: the first five make a case go first, the others make somebody fit. */
export type Factor = "priority" | "slack" | "age" | "tier" | "value" | "mood" | "level" | "scarce" | "load" | "sticky";

export interface Candidate {
  person: Named;
  why: Against;
  skill: string | null;
  points: number;
  free: number;
  cases: number;
}

interface Named {
  id: Id | null;
  name: string;
}

/** One decision about who takes a case; `others` counts, by what spoke against them, those who are not listed. */
export interface Decision {
  id: Id;
  at: Instant;
  author: "engine" | "person" | "rule" | "self";
  reason: string;
  outcome: "offered" | "accepted" | "declined" | "timed_out" | "none";
  queue: string | null;
  waited_seconds: number | null;
  chosen: Named | null;
  by: Named | null;
  candidates: Candidate[];
  others: Partial<Record<Against, number>>;
  factors: Partial<Record<Factor, number>>;
  sticky: { person: Named; honoured: boolean; why_not: string } | null;
}

/** A skill that the case asks for, from `level` on; `able` counts those of its team, wherever they are now. */
export interface AskedSkill {
  skill: string;
  level: number;
  able: number;
}

export interface Why {
  decisions: Decision[];
  waiting: { why: NotGiven; people: Partial<Record<Against, number>>; needs: AskedSkill[] } | null;
}

export interface WhyEndpoints {
  /** Who decided that a case is where it is, whom else it could have been, and why it waits if it does. */
  "GET /cases/{id}/why": { answer: Why };
}
