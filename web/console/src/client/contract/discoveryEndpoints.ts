import type { Id, Instant } from "./basics";

export type TrendSubject = "kind" | "sentiment" | "channel" | "brand" | "tag" | "topic";

/** What many write about and no tag names; examples have slots in the place of personal data. */
export interface Topic {
  id: Id;
  /** Words that many contacts used. */
  name: string;
  /** Of the model outside that `given_by` names; "" where none gave any. */
  given_name: string;
  given_by: string;
  found_at: Instant;
  size: number;
  /** Of the last day, and of the day before it. */
  lately: number;
  before: number;
  tag_id: Id | null;
  examples: { case_id: Id; number: number; text: string }[];
}

export interface Trend {
  subject: TrendSubject;
  key: string;
  name: string;
  /** The last 28, oldest first. */
  days: number[];
}

export interface Spike {
  subject: TrendSubject;
  key: string;
  name: string;
  hour: Instant;
  seen: number;
  expected: number;
  /** 0 to 1. */
  severity: number;
}

export interface Discovery {
  /** Of the last hourly round; null before the first. */
  at: Instant | null;
  looked: number;
  needs: number;
  topics: Topic[];
  trends: Trend[];
  spikes: Spike[];
}

export interface DiscoveryEndpoints {
  "GET /discovery": { answer: Discovery };
  /** The topic's messages become lessons of the tag. */
  "POST /discovery/topics/{id}/tag": { body: { name: string }; answer: { tag_id: Id; name: string } };
}
