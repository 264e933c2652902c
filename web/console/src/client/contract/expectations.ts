import type { Id } from "./basics";
import type { HelpLevel } from "./help";

/** What is expected of help that is asked; what is null fits everything, or is not expected. */
export interface ExpectationTerms {
  name: string;
  level: HelpLevel | null;
  team_id: Id | null;
  priority: number | null;
  accept_seconds: number | null;
  /** After acceptance. */
  answer_seconds: number | null;
  /** Whose hours count; none: those of the brand of the case. */
  calendar_id: Id | null;
  wall_clock: boolean;
  approach: number;
}

export interface Expectation {
  id: Id;
  code: string;
  version: number;
  terms: ExpectationTerms;
  /** A younger one for the same help, because of which this one is never asked. */
  replaced_by: string | null;
}

/** 422 senseless_policy; 409 expectation_name_taken. */
export interface ExpectationsEndpoints {
  "GET /expectations": { answer: Expectation[] };
  "POST /expectations": { body: ExpectationTerms; answer: Expectation };
  "PUT /expectations/{id}": { body: { terms: ExpectationTerms }; answer: Expectation };
  "POST /expectations/{id}/retire": { body: Record<string, never>; answer: null };
  "POST /expectations/{id}/restore": { body: Record<string, never>; answer: Expectation };
}
