import type { Id, Instant } from "./basics";
import type { Said } from "./connecting";

export type PracticeStanding = "met" | "unmet" | "unseen" | "unasked";

/** What a provider did to a practice since the manual; `since` is empty where it tells no day. */
export interface PracticePlatform {
  state: "changed" | "withdrawn" | "unverified";
  since: string;
  source: string;
  seen: string;
  told: Said;
  instead: Said;
}

export interface Practice {
  /** Its row of the manuals. */
  id: string;
  stage: "first" | "going" | "best";
  asks: Said;
  kind: "fact" | "finding" | "capability" | "built" | "asked";
  standing: PracticeStanding;
  remedy: Said;
  /** The page of administration where it is mended; empty where there is none. */
  page: string;
  platform: PracticePlatform | null;
  confirmed: { by: string; at: Instant; note: string } | null;
  seen_at: Instant | null;
}

export interface Checklist {
  account_id: Id;
  channel: string;
  name: string;
  brand_id: Id;
  met: number;
  of: number;
  practices: Practice[];
}

export interface PracticeEndpoints {
  "GET /channels/practices": { answer: Checklist[] };
  /** 404 practice_unknown. */
  "POST /channels/accounts/{id}/practices": { body: { practice: string; done: boolean; note: string }; answer: Checklist };
}
