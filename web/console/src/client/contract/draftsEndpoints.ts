import type { Id, Instant } from "./basics";
import type { DraftBody, DraftView } from "./drafts";

export interface DraftsEndpoints {
  /** The cases on which this person has begun to write. */
  "GET /drafts": { answer: { case_id: Id; revision: number; at: Instant }[] };
  "GET /cases/{id}/draft": { answer: DraftView | null };
  /** An empty one goes, and null is answered. 409 draft_changed {draft}: another device wrote meanwhile. */
  "PUT /cases/{id}/draft": { body: { based_on: number; body: DraftBody }; answer: DraftView | null };
}
