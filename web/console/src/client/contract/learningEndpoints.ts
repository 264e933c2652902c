import type { Id, Instant } from "./basics";

/** A tag that a case may want, or has without anybody having put it; a probability is between 0 and 1. */
export interface LikelyTag {
  id: Id;
  name: string;
  probability: number;
}

/** What a case would be tagged with: `automatic` stand on it, `tags` do not. */
export interface CaseTyping {
  tags: LikelyTag[];
  automatic: LikelyTag[];
  reasons: { id: Id; path: Record<string, string>[]; probability: number }[];
  question: { mark_id: Id; tag_id: Id; name: string } | null;
}

export type LearnerName = "tags" | "reasons";

export interface TagStanding {
  id: Id;
  name: string;
  examples: number;
  coverage: number;
  threshold: number;
  confusions: [string, number][];
  right: number;
  answered: number;
  interval: [number, number];
  share: number;
  share_before: number;
}

export interface ModelVersion {
  id: Id;
  name: LearnerName;
  version: number;
  made_at: Instant;
  cause: "night" | "lessons" | "asked";
  lessons: number;
  macro_f1: number;
  before: number | null;
  promoted: boolean;
  is_champion: boolean;
}

/** How learning from people's tags goes. `merge`: two names and how often they are taken for each other. */
export interface Learning {
  learners: { name: LearnerName; automatic: boolean; changed: number; due_at: Instant | null; progress: number | null }[];
  versions: ModelVersion[];
  tags: TagStanding[];
  merge: [string, string, number][];
  split: [string, [number, string[]][]][];
  untyped: number;
  untyped_before: number;
}

/** A model that ships: what it says, what it learned from, and how good it is (macro-F1, 0 to 1) in which language. */
export interface ModelCard {
  name: "kind" | "engageable" | "sentiment" | "offensive" | "urgency" | "needs_human" | "lang";
  labels: string[];
  date: string;
  data: string;
  limits: string;
  messages: number;
  held_out: Record<string, number | null>;
  other_manner: Record<string, number | null>;
  error: number | null;
}

export interface ModelsStanding {
  encoder_id: string | null; // null where nothing was understood yet
  full: boolean; // false: n-grams alone, without the encoder
  last_at: Instant | null;
  waiting: number;
  behind: number; // seconds
  put_off: number;
  cards: ModelCard[];
}

export interface LearningEndpoints {
  "GET /cases/{id}/typing": { answer: CaseTyping };
  "POST /cases/{id}/typing/answer": { body: { mark_id: Id; right: boolean }; answer: CaseTyping };
  "GET /intelligence/models": { answer: ModelsStanding };
  "GET /learning": { answer: Learning };
  "POST /learning/{name}/fit": { body: Record<string, never>; answer: Learning };
  "PUT /learning/{name}/automatic": { body: { on: boolean }; answer: Learning };
  "POST /learning/models/{id}/choose": { body: Record<string, never>; answer: Learning };
}
