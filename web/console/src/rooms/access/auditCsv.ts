import type { AuditSentence } from "~/client/contract/auditEndpoints";

const COLUMNS: (keyof AuditSentence)[] = ["seq", "at", "words", "actor", "actor_kind", "actor_id", "verb", "object", "object_kind", "object_id", "codes"];

/** Lines as a table for a spreadsheet: with a mark of UTF-8, and nothing that it would take for a formula. */
export function auditCsv(lines: readonly AuditSentence[]): Blob {
  const rows = lines.map((line) => COLUMNS.map((column) => cell(column === "codes" ? JSON.stringify(line.codes) : line[column])));
  const text = [COLUMNS.join(","), ...rows.map((row) => row.join(","))].join("\r\n");
  return new Blob(["\ufeff", text, "\r\n"], { type: "text/csv;charset=utf-8" });
}

function cell(value: unknown): string {
  const text = value === null || value === undefined ? "" : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
