import type { ReactNode } from "react";
import css from "./DataTable.module.css";
import { cx } from "./cx";

/**
 * Rows on ruled paper. The first column names the row; with `onOpen` that name is a button.
 * Wider than its place, it scrolls by itself and by keyboard.
 */
export function DataTable<Row>({ label, columns, rows, keyOf, onOpen, empty, dense }: Props<Row>) {
  if (rows.length === 0 && empty) return <>{empty}</>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <div className={css.scroll} role="region" aria-label={label} tabIndex={0}>
      <table className={cx(css.table, dense && css.dense)}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" data-align={column.align} style={column.width ? { width: column.width } : undefined}>
                {column.unseen ? <span className="unseen">{column.head}</span> : column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column, place) =>
                place === 0 ? (
                  <th key={column.id} scope="row">
                    {onOpen ? (
                      <button type="button" className={css.open} onClick={() => onOpen(row)}>
                        {column.cell(row)}
                      </button>
                    ) : (
                      column.cell(row)
                    )}
                  </th>
                ) : (
                  <td key={column.id} data-align={column.align}>
                    {column.cell(row)}
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

export interface Column<Row> {
  id: string;
  head: string;
  /** The head is for screen readers only: a column of buttons. */
  unseen?: boolean;
  cell: (row: Row) => ReactNode;
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
}
