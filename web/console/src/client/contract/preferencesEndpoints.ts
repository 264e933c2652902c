import type { Preferences, PreferencesChange } from "./preferences";

export interface PreferencesEndpoints {
  "GET /me/preferences": { answer: Preferences };
  /** 422 invalid {field, reason}. */
  "PATCH /me/preferences": { body: PreferencesChange; answer: Preferences };
}
