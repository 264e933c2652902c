/** The library of templates: as the provider has them, linted by its rules, sent for review. */

import type { Id, Instant } from "./basics";
import type { Said } from "./connecting";

export type TemplateState = "approved" | "pending" | "rejected" | "paused" | "disabled";

export interface TemplateButton {
  kind: "reply" | "url" | "phone";
  text: string;
  value?: string;
}

export interface LibraryTemplate {
  id: Id;
  account_id: Id;
  account: string;
  name: string;
  language: string;
  category: string;
  state: TemplateState;
  reason: string; // the provider's code or words; "gone" when it has the template no more
  header: string;
  body: string;
  footer: string;
  buttons: TemplateButton[];
  parameters: number;
  version: number;
  at: Instant;
  looked_at: Instant | null;
}

/** `reachable`: its library is looked at and written from here. */
export interface LibraryAccount {
  id: Id;
  name: string;
  channel: string;
  brand: string;
  reachable: boolean;
  categories: string[];
}

export interface TemplateDraft {
  account_id: Id;
  name: string;
  language: string;
  category: string;
  header: string;
  body: string;
  footer: string;
  buttons: TemplateButton[];
  examples: string[];
}

/** What is wrong with a draft; a `grave` one would be refused. */
export interface Complaint {
  field: "name" | "language" | "category" | "header" | "body" | "footer" | "buttons" | "examples";
  said: Said;
  grave: boolean;
}

export interface LibraryEndpoints {
  "GET /templates/library": { answer: { accounts: LibraryAccount[]; templates: LibraryTemplate[] } };
  /** 409 no_library. */
  "POST /templates/check": { body: TemplateDraft; answer: { good: boolean; complaints: Complaint[] } };
  /** Asks the provider. 409 no_library, library_unreachable {what, words}. */
  "POST /templates/look": { body: { account_id: Id }; answer: { found: number; new: number; changed: number; gone: number } };
  /** Asks the provider. 422 template_refused {field, reason}; 409 no_library, library_unreachable. */
  "POST /templates/send": { body: TemplateDraft; answer: { state: TemplateState } };
}
