import type { InfiniteData } from "@tanstack/react-query";
import type { Page } from "~/client/contract/basics";
import type { CaseRow, CaseSort } from "~/client/contract/lists";

export type Rows = InfiniteData<Page<CaseRow>>;

/** The order of the list, the server's own: least slack first, cases at rest last, then oldest. */
export function compare(sort: CaseSort, one: CaseRow, other: CaseRow): number {
  switch (sort) {
    case "newest":
      return order(other.last_message_at, one.last_message_at);
    case "oldest":
      return order(one.last_message_at, other.last_message_at);
    case "slack":
      return order(dueOf(one), dueOf(other)) || order(one.opened_at, other.opened_at);
    default:
      return sort satisfies never;
  }
}

const UNPROMISED = "9999"; // after every promise
const REST = "~"; // after everything

function dueOf(row: CaseRow): string {
  return row.waiting ? REST : (row.clock?.due_at ?? UNPROMISED);
}

function order(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/** Put a row in its place, or leave it out when its place is beyond what was fetched. */
export function place(rows: Rows, row: CaseRow, sort: CaseSort): Rows {
  if (rows.pages.some((page) => page.items.some((one) => one.id === row.id && one.revision > row.revision))) return rows;
  const pages = rows.pages.map((page) => ({ ...page, items: page.items.filter((one) => one.id !== row.id) }));
  for (const page of pages) {
    const at = page.items.findIndex((one) => compare(sort, row, one) < 0);
    if (at < 0) continue;
    page.items = page.items.toSpliced(at, 0, row);
    return { ...rows, pages };
  }
  const last = pages.at(-1);
  if (last && last.next === null) last.items = [...last.items, row];
  return { ...rows, pages };
}


export function takeOut(rows: Rows, id: string): Rows {
  return { ...rows, pages: rows.pages.map((page) => ({ ...page, items: page.items.filter((one) => one.id !== id) })) };
}
