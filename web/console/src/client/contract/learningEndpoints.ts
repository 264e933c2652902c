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
  macro_f1: number | null; // null: no lesson of people to judge it by
  before: number | null;
  judged_on: number; // lessons left out for it
  promoted: boolean;
  is_champion: boolean;
}

export interface MayBeOne {
  one: Id;
  other: Id;
  name: string;
  other_name: string;
  share: number;
}

/** A tag with two groups of examples: how many, and messages that show each. */
export interface MayBeTwo {
  id: Id;
  name: string;
  groups: [number, string[]][];
}

/** What joining moves; `right_now`, `right_then`: shares of the examples left out that met their tag, null if not judged. */
export interface TagJoin {
  id: Id;
  into: Id;
  name: string;
  into_name: string;
  examples: number;
  into_examples: number;
  cases: number;
  right_now: number | null;
  right_then: number | null;
}

/** What parting moves: the second group gets the new tag; `told_apart`: share of the examples that find their group. */
export interface TagPart extends MayBeTwo {
  cases: number;
  right_now: number | null;
  told_apart: number;
}

/** How learning from people's tags goes. */
export interface Learning {
  learners: { name: LearnerName; automatic: boolean; changed: number; due_at: Instant | null; progress: number | null }[];
  versions: ModelVersion[];
  tags: TagStanding[];
  merge: MayBeOne[];
  split: MayBeTwo[];
  /** How many times farther than usual the last week's messages lie from the four before; null with too few. */
  drift: { times: number; is_beyond: boolean; messages: number } | null;
  /** Shares of the cases of the last seven days, and of the 28 before, that no tag names; null: there was none. */
  untyped: number | null;
  untyped_before: number | null;
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
  /** How surveys calibrate predicted satisfaction: mean distance in points without it and with it; null until there are enough. */
  satisfaction: { answers: number; used: boolean; error_before: number; error_after: number; at: Instant } | null;
}

export interface LearningEndpoints {
  "GET /cases/{id}/typing": { answer: CaseTyping };
  "POST /cases/{id}/typing/answer": { body: { mark_id: Id; right: boolean }; answer: CaseTyping };
  /** Forget what was computed and learned of a contact; of how many messages. */
  "POST /contacts/{id}/forget": { body: Record<string, never>; answer: { messages: number } };
  "GET /intelligence/models": { answer: ModelsStanding };
  "GET /learning": { answer: Learning };
  "POST /learning/{name}/fit": { body: Record<string, never>; answer: Learning };
  "PUT /learning/{name}/automatic": { body: { on: boolean }; answer: Learning };
  "GET /learning/tags/{id}/join": { query: { into: Id }; answer: TagJoin };
  "GET /learning/tags/{id}/part": { answer: TagPart };
  /** 409 tag_taken. */
  "POST /learning/tags/{id}/part": { body: { name: string }; answer: { id: Id; name: string } };
  "POST /learning/tags/{id}/unpart": { body: Record<string, never>; answer: { id: Id; name: string } };
  "POST /learning/models/{id}/choose": { body: Record<string, never>; answer: Learning };
}
