/**
 * What the console asks of the server, resource by resource: what it shows, posts and hears.
 *
 * REST under `/api/v1`, JSON, snake_case. Ids are UUID strings. Instants are ISO 8601 in UTC ("2026-11-19T14:05:00Z").
 * Refusals are problem details (RFC 9457, `application/problem+json`): `code` is the translation key.
 * The session is a cookie; a request without one answers 401 `unauthenticated`.
 * Lists answer `Page<T>`; `next` is an opaque cursor, null at the end.
 * A field may be added at any time; a client ignores what it does not know.
 */

export * from "./basics";
export * from "./who";
export * from "./lists";
export * from "./cases";
export * from "./messages";
export * from "./contacts";
export * from "./choices";
export * from "./posted";
export * from "./live";
export * from "./endpoints";
