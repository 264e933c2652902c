import type { CaseDetail } from "./cases";
import type { CaseOffer } from "./routing";

/** 409 offer_gone; not_at_work; nothing_waits, no_queue_to_take, no_room, nobody_able, kept_for. */
export interface RoutingEndpoints {
  "POST /cases/next": { body: Record<string, never>; answer: CaseDetail };
  "GET /me/offers": { answer: CaseOffer[] };
  "POST /me/offers/{id}/accept": { body: Record<string, never>; answer: CaseDetail };
  "POST /me/offers/{id}/decline": { body: Record<string, never>; answer: null };
}
