/** What agents promised contacts. */

import type { Id, Instant } from "./basics";
import type { Actor } from "./who";

export type PromiseKind = "promise" | "call_back";

/** `broken`: its time has passed, and it is owed still. */
export type PromiseState = "owed" | "broken" | "kept" | "cancelled";

export interface Pledge {
  id: Id;
  kind: PromiseKind;
  body: string;
  state: PromiseState;
  due_at: Instant;
  made_at: Instant;
  by: Actor;
  case_id: Id;
  case_number: number;
  contact: { id: Id; name: string };
}
