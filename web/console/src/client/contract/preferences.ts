/** What people settle for themselves. */

export type Theme = "system" | "light" | "dark";
export type Density = "normal" | "compact" | "touch";
export type Sound = "drop" | "wood" | "bell";
export type NoticeKind = "new_case" | "message" | "mention" | "promise" | "help" | "team_promise" | "team_queue" | "token" | "alert";
export type NoticeWay = "sound" | "title" | "desktop" | "push";
export type PushShows = "number" | "name";

/** Minutes of the person's own day; `days` are ISO days (1 is Monday) that are quiet from end to end. */
export interface Quiet {
  on: boolean;
  from_minute: number;
  to_minute: number;
  days: number[];
}

export interface Preferences {
  theme: Theme;
  density: Density;
  single_keys: boolean;
  enter_sends: boolean;
  /** Whether suggested answers stand above the field where one writes. */
  suggestions: boolean;
  /** Whether what was understood of a message stands below it. */
  guesses: boolean;
  /** What differs from the house's own: command -> keys, "" for none. */
  keys: Record<string, string>;
  notices: Record<NoticeKind, NoticeWay[]>;
  sound: Sound;
  quiet: Quiet;
  push_shows: PushShows;
}

/** What is given changes. In `keys`, null gives a command the house's own back; `reset_keys` does so for all first. */
export type PreferencesChange = Partial<Omit<Preferences, "keys" | "notices">> & {
  keys?: Record<string, string | null>;
  reset_keys?: boolean;
  notices?: Partial<Record<NoticeKind, NoticeWay[]>>;
};
