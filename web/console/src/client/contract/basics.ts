/** Ids, instants, pages and refusals. */

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
