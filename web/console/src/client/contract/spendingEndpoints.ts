/** What messages cost: rate cards, prices before sending, budgets. Money is a decimal as text, with its currency. */

import type { Id, Instant } from "./basics";
import type { Day } from "./reportsEndpoints";

export type Decimal = string;

/** One line of a rate card; `market` is a country, "" for every other. */
export interface Rate {
  id: Id;
  channel: string;
  market: string;
  category: string;
  price: Decimal;
  currency: string;
  source: string;
  from_at: Instant;
  to_at: Instant | null;
  in_force: boolean;
}

/** What one line of a file does, or would do; `reason` names the column that is wrong. */
export interface RateTold {
  line: number;
  channel: string;
  market: string;
  category: string;
  price: Decimal;
  currency: string;
  since: string;
  outcome: "new" | "changed" | "same" | "refused";
  reason: string;
}

/** `others` is what was spent in other currencies: told, and not counted. */
export interface BudgetStanding {
  brand_id: Id;
  month: Day;
  currency: string;
  amount: Decimal | null;
  spent: Decimal;
  messages: number;
  level: 0 | 80 | 100;
  others: Record<string, Decimal>;
}

export interface BudgetLine {
  brand_id: Id;
  brand: string;
  zone: string;
  standing: BudgetStanding;
}

/** What messages of a conversation cost now, by category; a category without a price has no rate card. */
export interface Prices {
  charged: boolean;
  market: string;
  text: string; // the category of a text
  files: string; // of one with files, where that is another
  prices: Record<string, { price: Decimal; currency: string; version: string; source: string; since: Instant }>;
  budget: BudgetStanding | null;
}

export interface SpendingEndpoints {
  "GET /rates": { answer: Rate[] };
  "GET /rates/csv": { answer: { csv: string } };
  /** 422 rate_file_unreadable {missing}, rate_file_too_long {most}. */
  "POST /rates/csv": { body: { csv: string; apply: boolean }; answer: RateTold[] };
  "GET /budgets": { answer: BudgetLine[] };
  /** `amount: null` is no budget, from this month on. */
  "PUT /budgets/{id}": { body: { amount: Decimal | null; currency: string }; answer: BudgetLine };
  "GET /cases/{id}/prices": { query: { conversation_id: Id }; answer: Prices };
}
