/** The way from an empty house to the first answer. */

import type { Id, Instant, Locale } from "./basics";

export interface FirstAdministrator {
  code: string;
  workspace: string;
  name: string;
  email: string;
  password: string;
  locale: Locale;
  time_zone: string;
}

export type SetupStep = "brand" | "hours" | "channel" | "words" | "conversation";
export type FirstChannel = "practice_chat" | "practice_phone" | "own_site";
/** Openings of one weekday: "09:00" to "18:00". */
export type OpenDay = [string, string][];

export interface SetupBrand {
  id: Id;
  name: string;
  legal_name: string;
  country: string;
  timezone: string;
  locale: string;
}

export interface SetupChannel {
  account_id: Id;
  kind: FirstChannel;
  name: string;
  /** Where a conversation can be begun; "" while the telephone starts, and for a site of one's own. */
  page: string;
  snippet_key: string;
  sites: string[];
}

export interface Setup {
  done: SetupStep[];
  dismissed: boolean;
  may_practise: boolean;
  brand: SetupBrand | null;
  hours: { timezone: string; week: OpenDay[]; holidays: { day: string; name: string }[] } | null;
  promises: { name: string; channel: string; seconds: number; always: boolean }[];
  channel: SetupChannel | null;
  conversation: { case_id: Id; number: number; said: string; answered_at: Instant | null } | null;
}

export interface SetupPlace {
  country: string;
  timezones: string[];
}
