import type { Id } from "./basics";
import type { Message } from "./messages";
import type { Moderation } from "./moderation";

/** Each answers the message as it stands then; what comes of the deed is told live. */
export interface ModerationEndpoints {
  /** 409 cannot_moderate, nothing_to_moderate, key_reused. */
  "POST /messages/{id}/moderate": { body: { moderation_id: Id; act: Moderation }; answer: Message };
  /** Takes back what has not left, or asks for the opposite. 409 already_left, cannot_undo_moderation. */
  "POST /moderations/{id}/undo": { body: { undo_id: Id }; answer: Message };
  /** Asks again for what failed. */
  "POST /moderations/{id}/retry": { body: Record<string, never>; answer: Message };
}
