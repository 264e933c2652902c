import type { PresenceReason } from "./who";

/** 422 senseless_reasons {reason}. */
export interface PresenceEndpoints {
  /** In their order; those offered no more come along, for what was recorded. */
  "GET /presence-reasons": { answer: PresenceReason[] };
  "PUT /presence-reasons": { body: { reasons: Omit<PresenceReason, "kept">[] }; answer: PresenceReason[] };
}
