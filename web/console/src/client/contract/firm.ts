/** Brands, who answers for their data, and the words in which people are asked. */

import type { Id, Instant } from "./basics";

export interface Voice {
  is_: string;
  is_not: string;
  do: string;
  do_not: string;
}

/** A brand as administration sees it. `contrast` is that of white text on its colour. */
export interface BrandSettings {
  id: Id;
  code: string;
  name: string;
  locale: string;
  languages: string[];
  country: string;
  timezone: string;
  colour: string; // "#rrggbb", or "" for ours
  contrast: number | null;
  controller_id: Id;
  voice: Voice;
  created_at: Instant;
  retired_at: Instant | null;
}

export interface Controller {
  id: Id;
  code: string;
  legal_name: string;
  country: string;
  contact: string;
  address: string;
  retired_at: Instant | null;
}

export interface Readability {
  formula: "szigriszt_pazos" | "martins" | "flesch";
  score: number;
  ease: "very_hard" | "somewhat_hard" | "normal" | "fairly_easy" | "very_easy";
  words: number;
  sentences: number;
  syllables: number;
  second: number | null;
}

export interface ConsentText {
  id: Id;
  controller_id: Id;
  purpose: string;
  locale: string;
  version: number;
  body: string;
  created_at: Instant;
  accepted: number;
  readability: Readability | null;
}
