/** Who answers in a conversation. */

import type { Id, Instant } from "./basics";
import type { Actor } from "./who";

export type ThreadHolderKind = "automation" | "person" | "other_app";
export type ThreadAct = "take" | "pass" | "request";

/** Another application of the company; `names` by language, empty where nobody knows what it is called. */
export interface AppRef {
  id: string;
  names: Record<string, string>;
}

/** Who answers, what may be asked of the channel about it, and what another application asks of us. */
export interface ThreadHolder {
  holder: ThreadHolderKind;
  app: AppRef | null;
  by: Actor | null;
  since: Instant | null;
  note: string;
  acts: ThreadAct[];
  apps: AppRef[];
  request: { app: AppRef; note: string; at: Instant } | null;
  deed: ThreadDeed | null;
}

/** What was asked last of the channel, while it is not done. */
export interface ThreadDeed {
  id: Id;
  act: ThreadAct;
  state: "queued" | "sending" | "failed";
  reason_code: string | null; // not_allowed, auth, unreachable, cannot_hand_over, or the provider's own
  by: Actor;
  at: Instant;
}
