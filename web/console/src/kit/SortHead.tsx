import { ArrowDown, ArrowUp } from "lucide-react";
import css from "./DataTable.module.css";
import type { Sorting } from "./useSorted";

/** The head of a column that sorts: pressed again it turns the order around, and a third time the rows are as they came. */
export function SortHead({ id, words, sorting }: { id: string; words: string; sorting: Sorting }) {
  const { by, down, choose } = sorting;
  const Icon = down ? ArrowDown : ArrowUp;
  const here = by === id;
  return (
    <button type="button" className={css.order} onClick={() => choose(here && down ? null : id, here)}>
      {words}
      {here ? <Icon size={12} aria-hidden /> : null}
    </button>
  );
}
