import type { Id, Instant } from "./basics";

export type ImportKind = "organisation" | "contact" | "tag" | "canned" | "article" | "conversation" | "message" | "note";
export type ImportOutcome = "created" | "joined" | "updated" | "same" | "refused";
export type ImportState = "waiting" | "running" | "done" | "cancelled" | "failed" | "undone";

/** What another system held, brought in or tried. `of` is null where nobody knows how many records there are. */
export interface ImportRun {
  id: Id;
  name: string;
  kind: string;
  dry: boolean;
  state: ImportState;
  counts: Partial<Record<ImportKind, Partial<Record<ImportOutcome, number>>>>;
  problems: number;
  done: number;
  of: number | null;
  asked_at: Instant;
  ended_at: Instant | null;
  brand_id: Id;
  file: string;
  why: string;
}

export interface ImportProblem {
  n: number;
  kind: ImportKind;
  place: string;
  words: string;
  refused: boolean;
}

export interface ImportDetail {
  run: ImportRun;
  /** The first 200. */
  problems: ImportProblem[];
}

export interface ImportsEndpoints {
  "GET /imports": { answer: ImportRun[] };
  /** 422 invalid {field: "body", reason: "no_zip"}, dangerous_file; 413 too_large. */
  "PUT /imports/files": { query: { name: string }; body: Blob; answer: { file: string; name: string; size: number } };
  /** 422 import_brand_wanted {brands}. */
  "POST /imports": { body: { file: string; name: string; dry: boolean; brand: string }; answer: ImportRun };
  "GET /imports/{id}": { answer: ImportDetail };
  "DELETE /imports/{id}": { answer: null };
  /** 409 import_touched {cases}, import_not_over. */
  "POST /imports/{id}/undo": { body: Record<string, never>; answer: null };
}
