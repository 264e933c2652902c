import type { Id, Instant } from "./basics";

export type LlmUse = "rewrite" | "summary" | "naming";

/** Why nothing came of a call; "" where something did. */
export type LlmTrouble =
  | ""
  | "off"
  | "budget"
  | "resting"
  | "key_unreadable"
  | "address"
  | "connect"
  | "timeout"
  | "key_refused"
  | "model_unknown"
  | "busy"
  | "server"
  | "rejected"
  | "unreadable"
  | "empty"
  | "cut"
  | "foreign_slot"
  | "lost_slot"
  | "foreign_personal"
  | "foreign_link"
  | "foreign_number"
  | "other_language"
  | "too_long"
  | "not_shorter"
  | "forbidden_words"
  | "leaked"
  | "unchanged"
  | "language_unknown"
  | "same_language";

/** How a reply is to be worded: as the brand's guide says, shorter, or in the customer's language. */
export type Manner = "tone" | "shorter" | "translate";

/** A proposal of the model outside; without a text, `trouble` says why. `id` is the call's. */
export interface Reworded {
  text: string;
  trouble: LlmTrouble;
  model: string;
  id: Id | null;
}

/** A model outside. Prices are of a million tokens, as decimal text. */
export interface LlmSettings {
  url: string;
  model: string;
  has_key: boolean;
  seconds: number;
  uses: LlmUse[];
  month_tokens: number;
  month_money: string | null;
  currency: string;
  price_in: string;
  price_out: string;
}

export interface LlmCall {
  id: Id;
  use: LlmUse | "test";
  manner: string;
  model: string;
  at: Instant;
  ended_at: Instant | null;
  tokens: number;
  money: string;
  seconds: number | null;
  trouble: LlmTrouble;
}

export interface LlmView {
  settings: LlmSettings | null;
  spent: { calls: number; tokens: number; money: string };
  standing: { failures: number; trouble: LlmTrouble; rests_until: Instant | null };
  calls: LlmCall[];
  /** A made-up reply as it is written, and as it leaves. */
  example: { written: string; sent: string };
  /** Whether models on this machine or in the house's networks may be asked. */
  inside: boolean;
}

export interface LlmEndpoints {
  "GET /llm": { answer: LlmView };
  /** `key` left out keeps the one before, "" drops it. */
  "PUT /llm": { body: Omit<LlmSettings, "has_key"> & { key?: string }; answer: LlmView };
  "DELETE /llm": { answer: null };
  /** Nothing is sent by this: a person takes what is proposed, or not. */
  "POST /cases/{case_id}/rewrite": { body: { conversation_id: Id; text: string; manner: Manner }; answer: Reworded };
  "POST /llm/trial": { body: Record<string, never>; answer: { trouble: LlmTrouble; seconds: number; standing: LlmView } };
}
