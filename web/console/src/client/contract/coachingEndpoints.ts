import type { Id, Instant } from "./basics";

export type HintCode = "promise_near" | "asks_for_person" | "angry_turn" | "verify_first" | "question_left" | "repeats" | "long_silence" | "no_greeting";

/** What may help with a case now. `about` is a message, or the case; `minutes` are left of a promise, or waited. */
export interface Hint {
  code: HintCode;
  /** 3 now, 2 soon, 1 good to know. */
  severity: number;
  about: Id;
  minutes: number | null;
}

/** `csat` is the mean of what is predicted of the `judged`; `turned` of `began_badly` ended in a good mood. */
export interface TrendWeek {
  /** The Monday it begins. */
  week: string;
  cases: number;
  hints: number;
  dismissed: number;
  began_badly: number;
  turned: number;
  judged: number;
  csat: number | null;
}

export interface AgentTrend {
  agent_id: Id;
  name: string;
  weeks: TrendWeek[];
}

export interface TrendCase {
  id: Id;
  number: number;
  subject: string;
  at: Instant;
  hints: number;
  csat: number | null;
  /** How the contact sounded at first; empty where nothing was understood. */
  first: "negative" | "neutral" | "positive" | "";
  last: TrendCase["first"];
}

type HintKey = Pick<Hint, "code" | "about">;

export interface CoachingEndpoints {
  "GET /cases/{id}/hints": { answer: Hint[] };
  /** Which were on screen: each counts once. */
  "POST /cases/{id}/hints/shown": { body: { hints: HintKey[] }; answer: null };
  /** Put away: it comes back for a new cause only. */
  "POST /cases/{id}/hints/dismissed": { body: HintKey; answer: null };
  /** How the cases went that each agent resolved in the last eight weeks. */
  "GET /coaching/agents": { query: { zone: string }; answer: AgentTrend[] };
  "GET /coaching/agents/{id}/cases": { answer: TrendCase[] };
}
