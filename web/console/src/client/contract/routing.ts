import type { Id, Instant } from "./basics";

/** A case that one is asked to take until `ends_at`; `about` is its subject, or its last words. */
export interface CaseOffer {
  case_id: Id;
  number: number;
  contact: string;
  channel: string;
  about: string;
  queue: string;
  due_at: Instant | null;
  offered_at: Instant;
  ends_at: Instant;
}

/** How a queue gives its cases. An agent has `accept_seconds` to accept one, 0 is given at once. */
export interface QueueTerms {
  name: string;
  brand_id: Id | null;
  team_id: Id | null;
  automatic: boolean;
  mode: "push" | "pull" | "both";
  accept_seconds: number;
  sticky_seconds: number;
  overflow_queue_id: Id | null;
  overflow_seconds: number | null;
  overflow_closed: boolean;
}

export interface QueueRow extends QueueTerms {
  id: Id;
  position: number;
}

/** What somebody can hold and holds, in units: a usual case takes 10. `over`: more than they may, so nothing new is given. */
export interface AgentCapacity {
  user_id: Id;
  name: string;
  team_ids: Id[];
  live: number;
  deferred: number;
  /** The most cases of a channel at once. */
  limits: Record<string, number>;
  live_load: number;
  deferred_load: number;
  held: Record<string, number>;
  /** Levels, 1 to 5, by skill. */
  skills: Record<Id, number>;
  over: boolean;
}

/** What a skill is called, and which cases ask for it by themselves. */
export interface SkillTerms {
  name: string;
  matches: "" | "language" | "channel" | "country" | "brand" | "tag";
  value: string;
  level: number;
}

export interface Skill extends SkillTerms {
  id: Id;
  people: number;
}
