import type { Id } from "./basics";
import type { CaseDetail } from "./cases";

export interface PrivateEndpoints {
  /**
   * Answers in private what was said last in public; `pointer` is said in public as well, under `pointer_id`.
   * On a channel with a link instead of private replies, only `pointer` is said, in public, with the link.
   * 409 nothing_in_public, cannot_take_private, private_reply_late, private_reply_used; 422 text_too_long, personal_in_public.
   */
  "POST /cases/{id}/take-private": {
    body: { message_id: Id; text: string; pointer: string; pointer_id: Id };
    answer: CaseDetail;
  };
}
