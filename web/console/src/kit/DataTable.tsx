/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role --
   on a telephone the layout is no table's, and some browsers forget the roles with it */
import type { ReactNode } from "react";
import css from "./DataTable.module.css";
import { cx } from "./cx";
import { SortBar } from "./SortBar";
import { SortHead } from "./SortHead";
import type { Sorting } from "./useSorted";

/**
 * Rows on ruled paper. The first column names the row; with `onOpen` that name is a button.
 * Wider than its place, it scrolls by itself and by keyboard. On a telephone each row is its name, and under it what is
 * told of it, each with its head; the roles are written out, for browsers forget them where the layout is no table's.
 */
export function DataTable<Row>({ label, columns, rows, keyOf, onOpen, empty, dense, sorting }: Props<Row>) {
  if (rows.length === 0 && empty) return <>{empty}</>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <div className={css.scroll} role="region" aria-label={label} tabIndex={0}>
      {sorting ? <SortBar columns={columns} sorting={sorting} /> : null}
      <table role="table" className={cx(css.table, dense && css.dense)}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.id} role="columnheader" scope="col" aria-sort={sorting && orderOf(column, sorting)} data-align={column.align} style={column.width ? { width: column.width } : undefined}>
                {column.unseen ? (
                  <span className="unseen">{column.head}</span>
                ) : sorting && column.sortBy ? (
                  <SortHead id={column.id} words={column.head} sorting={sorting} />
                ) : (
                  column.head
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={keyOf(row)} role="row">
              {columns.map((column, place) =>
                place === 0 ? (
                  <th key={column.id} role="rowheader" scope="row">
                    {onOpen ? (
                      <button type="button" className={css.open} onClick={() => onOpen(row)}>
                        {column.cell(row)}
                      </button>
                    ) : (
                      column.cell(row)
                    )}
                  </th>
                ) : (
                  <td key={column.id} role="cell" data-align={column.align} data-head={column.unseen ? undefined : column.head}>
                    <div className={css.value}>{column.cell(row)}</div>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function orderOf<Row>(column: Column<Row>, { by, down }: Sorting) {
  if (!column.sortBy) return undefined;
  if (by !== column.id) return "none";
  return down ? "descending" : "ascending";
}

export interface Column<Row> {
  id: string;
  head: string;
  /** The head is for screen readers only: a column of buttons. */
  unseen?: boolean;
  cell: (row: Row) => ReactNode;
  /** What the table is sorted by, where it is; null comes last. */
  sortBy?: (row: Row) => string | number | null;
  /** Figures stand at the end. */
  align?: "end";
  width?: string;
}

interface Props<Row> {
  /** What the table lists, for whoever does not see it. */
  label: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  onOpen?: (row: Row) => void;
  empty?: ReactNode;
  dense?: boolean;
  sorting?: Sorting;
}
