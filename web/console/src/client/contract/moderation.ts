/** What is done with something that stands in public. */

import type { Id, Instant } from "./basics";
import type { Actor } from "./who";

export type Moderation = "hide" | "unhide" | "delete" | "like" | "unlike";
export type ModerationState = "queued" | "sending" | "done" | "failed" | "cancelled";

/** A deed on one message, asked once and carried by a worker. */
export interface ModerationDeed {
  id: Id;
  act: Moderation;
  state: ModerationState;
  reason_code: string | null; // gone, auth, permanent, unreachable, cannot_moderate
  provider_code: string | null;
  by: Actor;
  at: Instant;
}
