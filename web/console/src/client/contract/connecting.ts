/** Channel accounts, outgoing webhooks and what stands still, as administration sees them. */

import type { Id, Instant, Locale } from "./basics";

/** A sentence of an adapter in each language. */
export type Said = Record<Locale, string>;
export type FieldValue = string | number | string[];

export interface ChannelField {
  name: string;
  label: Said;
  hint: Said;
  kind: "text" | "secret" | "number" | "choice" | "list";
  required: boolean;
  usual: string;
  choices: string[];
  only_if: [string, string] | null;
  /** What the account is: it cannot be changed afterwards. */
  fixed: boolean;
  /** Where the secrets are sent to: with another value they must be typed again. */
  steers: boolean;
}

export interface ChannelKind {
  channel: string;
  name: Said;
  about: Said;
  needs: Said[];
  fields: ChannelField[];
  write_to: Said;
  hook: Said | null;
  /** Secrets that we make, and can make anew; without words we bring them to the provider ourselves. */
  made: { name: string; label: Said | null }[];
  /** How many practices the manuals ask of it. */
  practices: number;
  /** That the account may say yes on the provider's own page, which must know `back` beforehand. */
  agreement: { button: Said; about: Said; back: string } | null;
  /** Its provider shows a greeting, entries or first questions that are set here. */
  profile: boolean;
}

export interface Finding {
  check: string;
  label: Said;
  state: "good" | "noted" | "bad" | "unknown"; // noted: nothing is wrong, and it should be known
  fact: Said;
  remedy: Said;
  token_ends_at: Instant | null;
  apps: Record<string, string>; // other applications found there: their names by id
}

export type AccountState = "draft" | "pending" | "active" | "paused" | "broken" | "retired";

export interface AdminAccount {
  id: Id;
  channel: string;
  name: string;
  external_id: string;
  brand_id: Id;
  brand: string;
  purpose: "care" | "marketing" | "sales";
  owner_id: Id | null;
  owner: string;
  queue_id: Id | null;
  state: AccountState;
  state_reason: string;
  practice: boolean;
  hook: string;
  values: Record<string, FieldValue>;
  received_at: Instant | null;
  sent_at: Instant | null;
  checked_at: Instant | null;
  findings: Finding[];
  token_ends_at: Instant | null;
  token_warning: number | null;
  /** ISO 3166-1 alpha-2; empty where nobody said. */
  country: string;
  /** The nodes of the tree above its brand, from the root down. */
  units: string[];
  tier: number | null;
  live: boolean | null;
  activated_at: Instant | null;
  activation: Activation | null;
  waiting: AccountLine | null;
  breaker: AccountBreaker | null;
  paused_until: Instant | null;
  per_second: number;
  /** Others in use of the same channel, brand, country and purpose. */
  twins: string[];
  /** Where what asks for care goes; without words the usual ones count. */
  care: { account_id: Id; what: "all" | "words"; words: string[] } | null;
  /** Of a channel that must be asked: how it is read. */
  poll: AccountPoll | null;
}

/** How an account that must be asked is read; `failures` in a row, since `since`. */
export interface AccountPoll {
  looked_at: Instant | null;
  next_at: Instant;
  failures: number;
  trouble: string;
  since: Instant | null;
  spent: number;
  quota: number | null; // units of the provider's day; null where none count
}

/** Who asked that an account go live, and what was said to it. `mine`: who reads may decide it. */
export interface Activation {
  asked_by: string;
  asked_at: Instant;
  decided_by: string;
  decided_at: Instant | null;
  approved: boolean | null;
  alone: boolean;
  reason: string;
  mine: boolean;
}

/** What waits to leave an account. */
export interface AccountLine {
  messages: number;
  oldest_at: Instant;
  next_at: Instant;
  retried: number;
  reason: string;
}

/** A provider that is not reached: since when, and when the next message goes as a probe. */
export interface AccountBreaker {
  since: Instant;
  failures: number;
  code: string;
  probe_at: Instant;
}

/** A secret told once. */
export interface MadeSecret {
  label: Said;
  value: string;
}

export interface Hook {
  id: Id;
  url: string;
  description: string;
  kinds: string[];
  state: "active" | "paused" | "disabled";
  state_reason: string;
  failing_since: Instant | null;
  created_at: Instant;
}

export interface HookDelivery {
  seq: number;
  kind: string;
  case_id: Id | null;
  state: "waiting" | "sending" | "delivered" | "failed";
  attempts: number;
  next_at: Instant;
  response_code: number | null;
  duration_ms: number | null;
  error: string;
  created_at: Instant;
  delivered_at: Instant | null;
}

export interface HookAttempt {
  at: Instant;
  response_code: number | null;
  duration_ms: number;
  error: string;
}

export interface NeedsAttention {
  deliveries: { id: number; account_id: Id; account: string; channel: string; received_at: Instant; attempts: number; error: string; size: number }[];
  reactions: { seq: number; reaction: string; case_id: Id | null; kind: string; occurred_at: Instant | null; attempts: number; error: string; gave_up: boolean }[];
  accounts: { id: Id; channel: string; name: string; reason: string }[];
  /** Tokens that end within 14, 7 or 1 days; 0 once they have. */
  tokens: { id: Id; channel: string; name: string; ends_at: Instant; warning: 14 | 7 | 1 | 0 }[];
  /** Accounts that wait for a leader to let them go live. */
  approvals: { id: Id; channel: string; name: string; asked_at: Instant }[];
  /** Accounts whose provider is not reached just now. */
  unreached: { id: Id; channel: string; name: string; since: Instant; code: string; probe_at: Instant }[];
  /** Accounts in use of which the last look found something wrong. */
  faulty: { id: Id; channel: string; name: string; faults: number; checked_at: Instant }[];
  /** Brands that have spent 80 or 100 % of their month's budget on messages; amounts are decimals. */
  budgets: { brand_id: Id; brand: string; level: 80 | 100; spent: string; amount: string; currency: string }[];
}
