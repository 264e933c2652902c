/** Answers that are suggested for what a contact wrote last. */

import type { Id, Instant } from "./basics";

export type RejectReason = "off_topic" | "outdated" | "tone" | "other";

export interface SuggestionSource {
  kind: "answer" | "canned";
  id: Id;
  /** Of an answer: who once said it, and when. */
  by: string | null;
  at: Instant | null;
  /** Of a saved reply. */
  shortcut: string | null;
  title: string | null;
  version: number | null;
}

export interface Suggestion {
  id: Id;
  message_id: Id;
  rank: number;
  /** With `{{slots}}` where somebody's own belongs. */
  text: string;
  language: string;
  score: number;
  model: string;
  source: SuggestionSource;
  /** What slots stand for, as far as the contact told it. */
  values: Record<string, string>;
  shown: boolean;
}
