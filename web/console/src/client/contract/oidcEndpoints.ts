/** Addresses by which people come in with their company's accounts (OpenID Connect). */

import type { Id, Instant } from "./basics";

export interface OidcProvider {
  id: Id;
  name: string;
  issuer: string;
  client_id: string;
  state: "active" | "paused";
  created_at: Instant;
}

export interface OidcEndpoints {
  /** Buttons at the door. `workspace` is a slug; without it, those of the only workspace. */
  "GET /session/oidc": { query: { workspace?: string }; answer: { id: Id; name: string }[] };
  /** After a provider has vouched. 401 wrong_code, oidc_refused; 429 slow_down. */
  "POST /session/oidc/code": { body: { code: string }; answer: null };
  "GET /oidc-providers": { answer: { providers: OidcProvider[]; redirect_uri: string } };
  /** 422 {field}; 409 {reason}: taken, too_many. */
  "POST /oidc-providers": { body: { name: string; issuer: string; client_id: string; client_secret: string }; answer: OidcProvider };
  "PATCH /oidc-providers/{id}": { body: { name?: string; paused?: boolean; client_secret?: string }; answer: OidcProvider };
  "DELETE /oidc-providers/{id}": { answer: null };
  /** What is wrong with a provider, as a code; null when it will do. */
  "POST /oidc-providers/check": { body: { issuer: string }; answer: { problem: string | null } };
}
