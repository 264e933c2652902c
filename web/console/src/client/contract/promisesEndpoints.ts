import type { Id } from "./basics";
import type { Effect } from "./hours";
import type { Customers, Example, Explanation, Policy, PolicyVersion, Starter, Terms } from "./promises";

/** 422 senseless_policy; 409 policy_name_taken, policy_changed. */
export interface PromisesEndpoints {
  /** In the order in which they are asked. */
  "GET /policies": { answer: Policy[] };
  "POST /policies": { body: { name: string; terms: Terms; calendar_id: Id | null }; answer: Policy };
  "GET /policies/customers": { answer: Customers };
  "GET /clocks/{id}/explanation": { answer: Explanation };
  "GET /policies/starters": { answer: Starter[] };
  "POST /policies/starters": { body: { sources: string[] }; answer: Policy[] };
  /** `at` is wall-clock time of the place: "2026-11-20T17:50". */
  "POST /policies/example": {
    body: { terms: Terms; policy_id: Id | null; calendar_id: Id | null; at: string | null };
    answer: Example;
  };
  "PUT /policies/{id}": {
    body: { name: string; terms: Terms; calendar_id: Id | null; version: number };
    answer: Policy;
  };
  "GET /policies/{id}/versions": { answer: PolicyVersion[] };
  "POST /policies/{id}/effect": { body: { terms: Terms }; answer: Effect };
  "POST /policies/{id}/retire": { body: Record<string, never>; answer: null };
  "POST /policies/{id}/restore": { body: Record<string, never>; answer: Policy };
}
