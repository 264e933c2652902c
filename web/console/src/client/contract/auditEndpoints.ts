/** The audit log, in sentences in the language of who reads it. */

import type { Id, Instant } from "./basics";

export interface AuditSentence {
  seq: number;
  at: Instant;
  words: string;
  actor_kind: string;
  actor_id: Id | null;
  actor: string;
  verb: string;
  object_kind: string;
  object_id: Id | null;
  object: string; // its name; empty where it has none for whoever reads
  codes: Record<string, unknown>;
}

export interface AuditAsked {
  before?: number;
  actor_id?: Id;
  object_id?: Id;
  verb?: string;
  since?: Instant; // inside
  until?: Instant; // outside
  limit?: number;
}

export interface AuditEndpoints {
  /** Newest first; `next` is where the following page begins. */
  "GET /audit/lines": { query: AuditAsked; answer: { lines: AuditSentence[]; next: number | null } };
  "GET /audit/verbs": { answer: { verb: string; words: string }[] };
  /** A stretch of the log from the line after `after`: how far it holds, and the first line that does not follow. */
  "POST /audit/walk": { body: { after: number }; answer: { to: number; of: number; broken_at: number | null } };
}
