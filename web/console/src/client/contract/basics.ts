/**
 * What the console asks of the server, resource by resource: what it shows, posts and hears.
 *
 * REST under `/api/v1`, JSON, snake_case. Ids are UUID strings. Instants are ISO 8601 in UTC ("2026-11-19T14:05:00Z").
 * Refusals are problem details (RFC 9457, `application/problem+json`): `code` is the translation key.
 * The session is a cookie; a request without one answers 401 `unauthenticated`.
 * Lists answer `Page<T>`; `next` is an opaque cursor, null at the end.
 * A field may be added at any time; a client ignores what it does not know.
 */


export type Id = string;
export type Instant = string;
export type Locale = "es" | "en" | "pt";

export interface Page<T> {
  items: T[];
  next: string | null;
}

/** RFC 9457. `code` names the sentence; the other members are its data. */
export interface Problem {
  type?: string;
  title?: string;
  status: number;
  code: string;
  detail?: string;
  /** Of a 422: which fields, each with its own code. */
  fields?: { field: string; code: string }[];
  [data: string]: unknown;
}
