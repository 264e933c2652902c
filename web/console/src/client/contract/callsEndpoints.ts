import type { CallAtDesk, CallOfCase, Softphone } from "./calls";

type Nothing = Record<string, never>;

/** 404 call_unknown; 409 not_on_call; 422 telephone_malformed. */
export interface CallsEndpoints {
  "GET /me/calls": { answer: CallAtDesk[] };
  "GET /me/softphone": { answer: Softphone };
  "PUT /me/telephone": { body: { number: string }; answer: Softphone };
  "GET /cases/{id}/calls": { answer: CallOfCase[] };
  "PUT /calls/{id}/hold": { body: { on: boolean }; answer: null };
  "PUT /calls/{id}/mute": { body: { on: boolean }; answer: null };
  "POST /calls/{id}/keys": { body: { digits: string }; answer: null };
  "POST /calls/{id}/hang-up": { body: Nothing; answer: null };
}
