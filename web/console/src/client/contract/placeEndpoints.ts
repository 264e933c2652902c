import type { Instant } from "./basics";

/** `place` 1 is the next, null waits in no queue; `seconds` null is not known; `opens_at`, outside the hours. */
export interface QueuePlace {
  place: number | null;
  seconds: number | null;
  opens_at: Instant | null;
}

export interface PlaceEndpoints {
  /** Where a case stands in its queue and how long it may wait: what its contact is told. */
  "GET /cases/{id}/queue-position": { answer: QueuePlace };
}
