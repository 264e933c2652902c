/** What people meet before they write to an account: a greeting, entries to press, first questions. */

import type { Id, Instant } from "./basics";
import type { Said } from "./connecting";

export type ProfileLanguage = "es" | "en" | "pt";
export type Texts = Partial<Record<ProfileLanguage, string>>;
export type EntryKind = "reply" | "canned" | "link" | "person";

export interface ProfileEntry {
  key: string; // its name for ever, and the command where there are commands
  kind: EntryKind;
  titles: Texts;
  texts?: Texts;
  url?: string;
  canned_id?: Id | null;
  queue_id?: Id | null;
}

export interface ChannelProfile {
  language?: ProfileLanguage; // es where it is not said
  greeting?: Texts;
  menu?: ProfileEntry[];
  openers?: ProfileEntry[];
}

/** What a provider shows; 0 is nothing. `commands`: entries are named by their keys. */
export interface ProfileLimits {
  greeting: number;
  menu: number;
  menu_title: number;
  openers: number;
  opener_title: number;
  languages: boolean;
  commands: boolean;
  links: boolean;
  typed: boolean;
}

/** Something that stands otherwise with the provider than here. */
export interface ProfileDrift {
  where: string;
  ours: string;
  theirs: string;
}

export interface ProfileComplaint {
  field: string;
  said: Said;
  grave: boolean;
}

export type ProfileState = "none" | "waiting" | "there" | "failed";

/** How the profile of one account stands; `drift` counts what stands otherwise with the provider. */
export interface ProfileLine {
  account_id: Id;
  name: string;
  channel: string;
  brand: string;
  version: number; // 0: none yet
  state: ProfileState;
  code: string;
  drift: number;
  saved_at: Instant | null;
  looked_at: Instant | null;
}

export interface ProfileView {
  account_id: Id;
  name: string;
  channel: string;
  limits: ProfileLimits;
  profile: ChannelProfile;
  version: number; // 0: none yet
  state: ProfileState;
  code: string;
  words: string; // the provider's, of the last failure
  saved_at: Instant | null;
  there_at: Instant | null;
  looked_at: Instant | null;
  next_at: Instant | null;
  drift: ProfileDrift[];
  queues: { id: Id; name: string }[];
  saved_texts: { id: Id; name: string }[];
}
