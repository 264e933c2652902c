/** What is found in the whole history. */

import type { Id, Instant } from "./basics";
import type { CaseState, Surface, WaitingOn } from "./lists";
import type { ActorKind } from "./who";

/** A piece of a passage: plain text, whatever it looks like. */
export interface Segment {
  text: string;
  hit: boolean;
}

/** Where it was found: `id` is of the message or note; of the case itself for its subject or an address. */
export interface Passage {
  kind: "message" | "note" | "case";
  id: Id;
  at: Instant;
  author_kind: ActorKind;
  author: string;
  segments: Segment[];
}

/** A case with the places that say what was asked, the best first, three at most. */
export interface FoundCase {
  id: Id;
  number: number;
  subject: string;
  channel: string;
  surface: Surface;
  state: CaseState;
  set_aside: boolean;
  waiting_on: WaitingOn | null;
  contact_id: Id;
  contact_name: string;
  contact: Segment[];
  holder: string;
  brand_id: Id;
  last_message_at: Instant;
  passages: Passage[];
}

/** What was not understood; `text` is what was typed, or `filter:value`. */
export interface Hint {
  code: "unknown_filter" | "unknown_value" | "only_excluded";
  text: string;
  suggestions: string[];
}

export interface SearchPage {
  items: FoundCase[];
  next: string | null;
  hints: Hint[];
  /** How far the history goes back; null when there is none. */
  oldest: Instant | null;
  /** The share of the history that can be found; 1 is all of it. */
  indexed: number;
}
