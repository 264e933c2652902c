/** Addresses by which people come in, and keep others out. */

import type { Id, Instant, Locale } from "./basics";
import type { OpenSession } from "./people";

export interface Passkey {
  id: Id;
  user_id: Id;
  name: string;
  synced: boolean; // the person's account carries it to other devices
  created_at: Instant;
  used_at: Instant | null;
}

export interface ApiToken {
  id: Id;
  user_id: Id;
  name: string;
  verbs: string[];
  created_at: Instant;
  expires_at: Instant;
  used_at: Instant | null;
}

export interface LinkView {
  purpose: "invitation" | "password";
  email: string;
  name: string;
  locale: Locale;
  workspace: string;
}

/** How one may come in here. */
export interface Ways {
  mail: boolean; // a forgotten password is answered by mail
}

/** As the browser takes and gives them: PublicKeyCredential…JSON of WebAuthn level 3. */
export type CredentialJson = Record<string, unknown>;

export interface SecurityEndpoints {
  "GET /entrance": { answer: Ways };
  "POST /session/passkey/options": { answer: CredentialJson };
  /** 401 passkey_refused. */
  "POST /session/passkey": { body: { credential: CredentialJson }; answer: null };
  /** The same answer whether the e-mail is known or not. 429 slow_down. */
  "POST /session/forgotten": { body: { email: string }; answer: null };
  /** 410 link_spent {reason}. */
  "POST /link": { body: { token: string }; answer: LinkView };
  /** Who has a second factor must still sign in. 410 link_spent, 422 password_too_weak {reason}. */
  "POST /link/take": { body: { token: string; password: string; name?: string; locale?: Locale; time_zone?: string }; answer: null };

  "GET /account": { answer: { session_id: Id | null; second_factor: boolean; scopes: Record<string, unknown> } };
  "PUT /account/password": { body: { old: string; new: string }; answer: null };
  "POST /account/second-factor": { answer: { uri: string } };
  "POST /account/second-factor/confirm": { body: { code: string }; answer: { codes: string[] } };
  "POST /account/second-factor/drop": { body: { code: string }; answer: null };
  "GET /account/passkeys": { answer: Passkey[] };
  "POST /account/passkeys/options": { answer: CredentialJson };
  "POST /account/passkeys": { body: { name: string; credential: CredentialJson }; answer: Passkey };
  "PATCH /account/passkeys/{id}": { body: { name: string }; answer: null };
  "DELETE /account/passkeys/{id}": { answer: null };

  "GET /sessions": { answer: OpenSession[] };
  "DELETE /sessions/{id}": { answer: null };
  "DELETE /sessions": { answer: null };
  "GET /tokens": { answer: ApiToken[] };
  "POST /tokens": { body: { name: string; verbs: string[]; expires_at: Instant }; answer: { token: ApiToken; secret: string } };
  "DELETE /tokens/{id}": { answer: null };
}
