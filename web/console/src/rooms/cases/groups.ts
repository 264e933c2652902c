import type { CaseRow } from "~/client/contract/lists";

export type Group = "first" | "today" | "later" | "unpromised" | "resting";

/** What a row says of its promise, by its slack alone, so that groups never interleave in a list sorted by it. */
export interface Standing {
  soon: boolean;
  dueToday: boolean;
}

export type Line = { kind: "group"; group: Group; rows: number; first: string } | { kind: "row"; row: CaseRow; position: number };

/** The group of a row in the list sorted by slack. */
export function groupOf(row: CaseRow, standing: Standing | null): Group {
  if (row.waiting) return "resting";
  if (!standing) return "unpromised";
  if (standing.soon) return "first";
  return standing.dueToday ? "today" : "later";
}

/** Rows with a line before each group. */
export function lines(rows: CaseRow[], of: (row: CaseRow) => Group): Line[] {
  const out: Line[] = [];
  let head: Extract<Line, { kind: "group" }> | null = null;
  rows.forEach((row, position) => {
    const group = of(row);
    if (head?.group !== group) {
      head = { kind: "group", group, rows: 0, first: row.id };
      out.push(head);
    }
    head.rows += 1;
    out.push({ kind: "row", row, position });
  });
  return out;
}
