import type { Id, Instant } from "./basics";

/** A case that one is asked to take until `ends_at`; `about` is its subject, or its last words. */
export interface CaseOffer {
  case_id: Id;
  number: number;
  contact: string;
  channel: string;
  about: string;
  queue: string;
  due_at: Instant | null;
  offered_at: Instant;
  ends_at: Instant;
}
