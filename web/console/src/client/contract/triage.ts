/** What stands aside, and what people say instead of what was understood. */

import type { Id, Instant, Page } from "./basics";
import type { Message } from "./messages";

export type MessageKind = "issue" | "question" | "lead" | "product_insight" | "praise" | "complaint_brand" | "noise" | "spam" | "troll";
export type Mood = "negative" | "neutral" | "positive";
export type Aspect = "kind" | "engageable" | "sentiment" | "urgency" | "needs_human" | "offensive" | "language";

/** Predictions, with how probable each is (0 to 1); `corrected` is what people say instead, by aspect. */
export interface Understood {
  kind: MessageKind;
  kind_score: number;
  engageable: boolean;
  engageable_score: number;
  why: MessageKind | "";
  sentiment: Mood;
  sentiment_score: number;
  urgency: 0 | 1 | 2;
  needs_human: boolean;
  offensive: boolean;
  lang: string;
  corrected: Partial<Record<Aspect, string>>;
}

export type NoAnswer = "spam" | "troll" | "no_engagement";
export type AsideReason = NoAnswer | "courtesy" | "duplicate" | "test" | "blocked" | "other_app";
export type AsideBy = "understanding" | "rule" | "person" | "arrival";

export interface TriageRow {
  id: Id;
  case_id: Id;
  number: number;
  message_id: Id | null; // where only one message of the case stands aside
  contact: string;
  brand_id: Id;
  channel: string;
  surface: string;
  reason: AsideReason | ""; // "" of a case that was served
  by: AsideBy;
  by_name: string;
  at: Instant;
  text: string;
  score: number | null;
  answer: "" | "hidden" | "cannot_hide" | "replied" | "replied_before" | "refused";
  sampled: boolean;
}

export interface TriageSummary {
  /** Of those set aside by themselves that were looked at, how many were right, with the bounds of that share. */
  reasons: { reason: AsideReason | ""; aside: number; looked_at: number; right: number; low: number | null; high: number | null }[];
  to_review: number;
  waited: number; // seconds that cases stood aside wrongly in thirty days
  back: number; // of them, how many came back
}

export interface TriageWay {
  active: boolean;
  spam: number;
  troll: number;
  no_engagement: number;
  sample: number;
  trolls: "silence" | "hide" | "reply" | "escalate";
  reply: string;
  reply_days: number;
  team_id: Id | null;
}

/** What narrows the list: keys parted by commas, "none" for what has none; days as they pass in `zone`, else where each brand lives. */
export interface TriageQuery {
  from?: string;
  to?: string;
  today?: boolean;
  zone?: string;
  reason?: string;
  by?: string;
  channel?: string;
  surface?: string;
  country?: string;
  brand?: string;
  queue?: string;
  team?: string;
}

export interface TriageEndpoints {
  /** The newest first. */
  "GET /triage": { query: TriageQuery & { cursor?: string; limit?: number }; answer: Page<TriageRow> };
  "GET /triage/sample": { query: { cursor?: string; limit?: number }; answer: Page<TriageRow> };
  "GET /triage/summary": { answer: TriageSummary };
  /** `meant` of a wrong one: yes, or a reason. 404 it was looked at already. */
  "POST /triage/cases/{id}/review": { body: { right: boolean; meant?: string }; answer: TriageSummary };
  "GET /triage/ways": { answer: (TriageWay & { brand_id: Id; brand: string })[] };
  "PUT /triage/ways/{id}": { body: TriageWay; answer: (TriageWay & { brand_id: Id; brand: string })[] };
  /** 404 not_understood. */
  "POST /messages/{id}/correct": { body: { aspect: Aspect; meant: string }; answer: Message };
}
