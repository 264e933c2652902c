import type { Id } from "./basics";
import type { CaseDetail } from "./cases";

export interface VoiceEndpoints {
  /** Answers as the account of care from now on, or as the one that was written to again. 409 cannot_answer_as. */
  "PUT /conversations/{id}/voice": { body: { case_id: Id; voice: "care" | "own" }; answer: CaseDetail };
}
