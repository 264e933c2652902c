import type { Pushes } from "./notices";
import type { Preferences, PreferencesChange } from "./preferences";

export interface PreferencesEndpoints {
  "GET /me/preferences": { answer: Preferences };
  /** 422 invalid {field, reason}. */
  "PATCH /me/preferences": { body: PreferencesChange; answer: Preferences };

  "GET /me/push": { answer: Pushes };
  /** The last person who asks from a browser is told there. 422 invalid {field}. */
  "POST /me/push": { body: { endpoint: string; keys: { p256dh: string; auth: string }; device: string }; answer: Pushes };
  "DELETE /me/push/{id}": { answer: Pushes };
}
