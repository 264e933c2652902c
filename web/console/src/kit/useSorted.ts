import { i18n } from "@lingui/core";
import type { Column } from "./DataTable";

/** How a table is sorted: by which column, from the least or from the most, and how to say otherwise. */
export interface Sorting {
  by: string | null;
  down: boolean;
  choose: (by: string | null, down: boolean) => void;
}

/**
 * Rows in the order that `said` names ("load", or "-load" from the most down), by what each column sorts by. What has no
 * value comes last either way.
 */
export function useSorted<Row>(rows: readonly Row[], columns: readonly Column<Row>[], said: string | undefined, say: (order: string | undefined) => void): [readonly Row[], Sorting] {
  const down = said?.startsWith("-") ?? false;
  const name = said?.replace(/^-/, "");
  const column = columns.find((one) => one.id === name && one.sortBy);
  const choose = (by: string | null, turned: boolean) => say(by === null ? undefined : turned ? `-${by}` : by);
  return [column?.sortBy ? sorted(rows, column.sortBy, down) : rows, { by: column?.id ?? null, down, choose }];
}

export function sorted<Row>(rows: readonly Row[], by: (row: Row) => string | number | null, down: boolean): Row[] {
  const text = new Intl.Collator(i18n.locale);
  const turn = down ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [a, b] = [by(one), by(other)];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    return turn * (typeof a === "number" && typeof b === "number" ? a - b : text.compare(String(a), String(b)));
  });
}
