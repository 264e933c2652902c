import type { Id, Locale } from "./basics";

export type Industry = "retail" | "telecom" | "bank" | "travel" | "utilities" | "software";

/** A tag with its reason as a starter has it. `tag_id` where it was added; `is_there`: a tag of that name is in use. */
export interface StarterLeaf {
  code: string;
  name: Record<Locale, string>;
  when: Record<Locale, string>;
  examples: Record<Locale, string[]>;
  tag_id: Id | null;
  is_there: boolean;
}

export interface StarterBranch {
  code: string;
  name: Record<Locale, string>;
  leaves: StarterLeaf[];
}

export interface StarterStanding {
  industry: Industry;
  leaves: number;
  added: number;
}

export interface StarterTree extends StarterStanding {
  branches: StarterBranch[];
}

export interface StarterEndpoints {
  "GET /starters": { answer: StarterStanding[] };
  "GET /starters/{industry}": { answer: StarterTree };
  "POST /starters/{industry}": { body: { leaves: string[]; language: Locale; reasons: boolean }; answer: StarterTree };
  /** 409 starter_in_use {tags}. */
  "POST /starters/{industry}/take-back": { body: Record<string, never>; answer: StarterTree };
}
