import type { BackupsEndpoints } from "./backups";
import type { ConnectingEndpoints } from "./connectingEndpoints";
import type { ImportsEndpoints } from "./importsEndpoints";
import type { FirstAdministrator, FirstChannel, OpenDay, Setup, SetupPlace } from "./setup";

export interface SetupEndpoints extends BackupsEndpoints, ConnectingEndpoints, ImportsEndpoints {
  "GET /first-run": { answer: { needed: boolean } };
  /** Sets the cookie. 403 first_code_wrong; 409 first_run_over; 422 password_too_weak {reason}, invalid {field}; 429 slow_down. */
  "POST /first-run": { body: FirstAdministrator; answer: null };
  "GET /setup": { answer: Setup };
  "GET /setup/places": { answer: SetupPlace[] };
  "PUT /setup/brand": { body: { name: string; legal_name: string; country: string; timezone: string; locale: string }; answer: Setup };
  /** 422 invalid {field: "week", reason: "overlap" | "time"}, never_open. */
  "PUT /setup/hours": { body: { week: OpenDay[] }; answer: Setup };
  "PUT /setup/channel": { body: { kind: FirstChannel; site?: string }; answer: Setup };
  /** Go on without tags for now. */
  "PUT /setup/words": { body: Record<string, never>; answer: Setup };
  "PUT /setup/dismissed": { body: { dismissed: boolean }; answer: Setup };
}
