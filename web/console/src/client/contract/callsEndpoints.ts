import type { Id, Instant } from "./basics";
import type { Callable, CallAtDesk, CallCameOf, CallOfCase, Softphone } from "./calls";

type Nothing = Record<string, never>;

/** 404 call_unknown; 409 not_on_call, call_* of what keeps one from calling; 422 telephone_malformed. */
export interface CallsEndpoints {
  "GET /me/calls": { answer: CallAtDesk[] };
  "GET /me/softphone": { answer: Softphone };
  "PUT /me/telephone": { body: { number: string }; answer: Softphone };
  "POST /me/telephone/code": { body: { code: string }; answer: Softphone };
  "GET /cases/{id}/callable": { answer: Callable };
  "POST /cases/{id}/calls": { body: { call_id: Id; identity_id: Id }; answer: null };
  "PUT /calls/{id}/outcome": { body: { said: CallCameOf; at: Instant | null }; answer: null };
  "GET /cases/{id}/calls": { answer: CallOfCase[] };
  "PUT /calls/{id}/hold": { body: { on: boolean }; answer: null };
  "PUT /calls/{id}/mute": { body: { on: boolean }; answer: null };
  "POST /calls/{id}/keys": { body: { digits: string }; answer: null };
  "POST /calls/{id}/hang-up": { body: Nothing; answer: null };
}
