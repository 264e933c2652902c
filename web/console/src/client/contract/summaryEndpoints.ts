import type { Id, Instant } from "./basics";
import type { Mood } from "./triage";

export type PointKind = "wants" | "said" | "promised" | "open" | "asked";

/** A sentence of the case. `waits`: nobody answered it. */
export interface SummaryPoint {
  kind: PointKind;
  text: string;
  message_id: Id;
  at: Instant;
  inward: boolean;
  waits: boolean;
}

/** What was promised on the case and is still owed. */
export interface OwedPromise {
  id: Id;
  body: string;
  due_at: Instant;
  call_back: boolean;
}

/** What a model wrote at the handover. Without `text`: it is being asked (`awaited`), or `trouble` says why there is none. */
export interface WrittenSummary {
  text: string;
  model: string;
  at: Instant | null;
  /** Turns that it was not given, or that were edited since. */
  unread: number;
  awaited: boolean;
  trouble: string;
}

/** A case in its own sentences. `short`: it is read faster whole, so there are none. `turns` have words. */
export interface CaseSummary {
  short: boolean;
  turns: number;
  handed: { at: Instant; giver_kind: "agent" | "bot"; giver: string; why: string } | null;
  /** It was handed to who asks, and they have not answered since. */
  fresh: boolean;
  points: SummaryPoint[];
  owed: OwedPromise[];
  orders: string[];
  tags: string[];
  /** How the contact sounded last: a prediction. */
  tone: { mood: Mood; score: number; message_id: Id } | null;
  written: WrittenSummary | null;
}

export interface SummaryEndpoints {
  "GET /cases/{id}/summary": { answer: CaseSummary };
}
