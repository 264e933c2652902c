/** The contact beside the case. */

import type { Id, Instant } from "./basics";
import type { CaseRow } from "./lists";
import type { Actor } from "./who";

export interface Identity {
  id: Id;
  kind: string; // "phone", "email", "whatsapp_user", "web_visitor", …
  channel: string;
  value: string;
  scope: "account" | "portfolio" | "world";
  verified: boolean;
  /** Null for one of the contact's own; else how sure we are that it is theirs, never linked by that alone. */
  likelihood: number | null;
}

export interface Consent {
  purpose: string;
  given: boolean;
  at: Instant;
  text_version: string;
  /** How it was said, and in which words, where somebody of ours noted it. */
  how: "" | "call" | "in_person" | "paper" | "mail" | "chat";
  words: string;
}

export interface Activity {
  id: Id;
  kind: string;
  at: Instant;
  title: string;
  amount: string | null; // decimal
  currency: string | null;
  source: string;
}

export type AttributeValue = string | number | boolean;

/** Something that may be kept about the contact, and what is. */
export interface ContactAttribute {
  key: string;
  names: Record<string, string>;
  kind: "text" | "number" | "date" | "choice" | "yes_no";
  choices: string[];
  purpose: string;
  sensitive: boolean;
  value: AttributeValue | null;
  source: string | null; // "agent", "contact", "site", …
  set_at: Instant | null;
  expires_at: Instant | null;
  editable: boolean;
  /** Why nothing may be kept: "consent_missing", "refused". */
  barred: string | null;
}

export type WorthReason = "followers" | "verified" | "said" | "orders" | "spent" | "recent" | "company";

/** 0 to 100; each reason with what it counts and the points that it gives. */
export interface Worth {
  points: number;
  parts: { reason: WorthReason; amount: number; points: number }[];
}

export interface ContactPanel {
  id: Id;
  name: string;
  language: string | null;
  country: string | null;
  time_zone: string | null;
  organisation: string | null;
  since: Instant;
  blocked: { reason: string; at: Instant; by: Actor } | null;
  identities: Identity[];
  consents: Consent[];
  attributes: ContactAttribute[];
  previous_cases: CaseRow[]; // newest first, at most 20, without the one on screen
  activity: Activity[]; // newest first, at most 20
  worth: { influence: Worth | null; value: Worth | null; refused: boolean }; // null is unknown, not nothing
}

/** A contact as a search finds it. */
export interface ContactRow {
  id: Id;
  name: string;
  identities: Identity[];
  blocked: boolean;
}
