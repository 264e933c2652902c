/** What agents choose from. */

import type { Id, Locale } from "./basics";
import type { TemplateButton, TemplateState } from "./libraryEndpoints";
import type { Surface } from "./lists";

/** `body` may hold {{contact.first_name}}, {{agent.name}}, {{case.number}}, {{brand.name}}, each with words for when it is missing: {{contact.name|words}}. */
export interface CannedReply {
  id: Id;
  version: number;
  shortcut: string;
  title: string;
  body: string;
  language: Locale;
  brand_id: Id | null;
}

export interface Template {
  id: Id;
  account_id: Id;
  name: string;
  language: string;
  category: string;
  body: string; // {{1}} for parameters
  parameters: number;
  state: TemplateState; // only an approved one can be sent
  reason: string;
  header: string;
  footer: string;
  buttons: TemplateButton[];
}

export interface ChannelAccount {
  id: Id;
  channel: string;
  name: string;
  brand_id: Id;
  surface: Surface;
  /** May we write first, and how. */
  starts_conversations: boolean;
  templates: boolean;
  subject: boolean;
  identity_kinds: string[]; // which addresses it can write to
}
