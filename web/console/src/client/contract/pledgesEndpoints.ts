import type { Id, Instant } from "./basics";
import type { Pledge, PromiseKind } from "./pledges";

export interface PledgesEndpoints {
  /** What I promised and still owe, the first due first. */
  "GET /promises": { answer: Pledge[] };
  /** What a contact was promised on cases in reach, the last due first. */
  "GET /contacts/{id}/promises": { answer: Pledge[] };
  "POST /cases/{id}/promises": { body: { id: Id; kind: PromiseKind; body: string; due_at: Instant }; answer: Pledge };
  "POST /promises/{id}/keep": { body: { undo?: boolean }; answer: Pledge };
  "POST /promises/{id}/move": { body: { due_at: Instant }; answer: Pledge };
  "POST /promises/{id}/cancel": { body: { undo?: boolean }; answer: Pledge };
}
