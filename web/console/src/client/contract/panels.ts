/** What other systems know of a contact. */

import type { Id, Instant } from "./basics";

/** `value` is written by `kind`: money is a decimal with `currency`; a date has no time. */
export interface Fact {
  label: string;
  value: string;
  kind?: "text" | "money" | "date" | "moment";
  currency?: string;
  tone?: "plain" | "approaching" | "breached";
}

/** Facts about one thing; `url` opens it in its own system. */
export interface FactGroup {
  title: string;
  facts?: Fact[];
  url?: string;
}

/** What a system said last. `error` is of the last asking: then the groups are older. Never asked: no instants. */
export interface PanelAnswer {
  panel_id: Id;
  name: string;
  groups: FactGroup[];
  asked_at: Instant | null;
  answered_at: Instant | null;
  error: string;
}

/** What of a contact a system may be told. */
export type Tell = "name" | "emails" | "phones" | "site_ids" | "case";

export interface Panel {
  id: Id;
  name: string;
  url: string;
  tells: Tell[];
  state: "active" | "paused";
  created_at: Instant;
  /** Asked beside this brand's cases only; null beside all. */
  brand_id: Id | null;
}
