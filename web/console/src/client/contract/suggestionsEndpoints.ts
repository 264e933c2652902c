import type { Id } from "./basics";
import type { RejectReason, Suggestion } from "./suggestions";

export interface SuggestionsEndpoints {
  /** What is suggested for the last words of a case's contact, best first; nothing once one of us has answered. */
  "GET /cases/{id}/suggestions": { answer: Suggestion[] };
  "POST /cases/{case_id}/suggestions/shown": { body: { ids: Id[] }; answer: null };
  "POST /cases/{case_id}/suggestions/{id}/take": { body: { seconds: number | null }; answer: null };
  /** `undo` takes the rejection back. What is left is answered. */
  "POST /cases/{case_id}/suggestions/{id}/reject": { body: { reason: RejectReason; seconds: number | null; undo: boolean }; answer: Suggestion[] };
}
