/** Settings of units: what each says, what holds there, and who may not differ. */

import type { Id, Instant } from "./basics";

export interface KnownSetting {
  key: string;
  kind: "switch" | "hours" | "seconds" | "roles";
  usual: unknown; // what holds while nobody says anything
  least: number;
  most: number;
}

export interface SettingRow {
  unit_id: Id;
  key: string;
  value: unknown;
  locked: boolean;
  reason: string; // of the lock
  set_by: Id | null;
  set_at: Instant;
}

export interface SettingsEndpoints {
  "GET /settings": { answer: { known: KnownSetting[]; said: SettingRow[]; names: Record<Id, string> } };
  /** 409 setting_locked {unit}; 422 by field. */
  "PUT /settings/{key}/{unit_id}": { body: { value: unknown; lock: boolean; reason: string }; answer: null };
  "DELETE /settings/{key}/{unit_id}": { answer: null };
}
