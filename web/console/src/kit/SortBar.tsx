import { t } from "@lingui/core/macro";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { Column } from "./DataTable";
import css from "./DataTable.module.css";
import { IconButton } from "./IconButton";
import { Select } from "./Select";
import type { Sorting } from "./useSorted";

/** Where a table has no heads to press, on a telephone, its order is chosen here. */
export function SortBar<Row>({ columns, sorting }: { columns: readonly Column<Row>[]; sorting: Sorting }) {
  const { by, down, choose } = sorting;
  return (
    <div className={css.sort}>
      <Select label={t`Ordenar por`} value={by ?? ""} onChange={(event) => choose(event.target.value || null, false)}>
        <option value="">{t`Como viene`}</option>
        {columns
          .filter((one) => one.sortBy)
          .map((one) => (
            <option key={one.id} value={one.id}>
              {one.head}
            </option>
          ))}
      </Select>
      {by === null ? null : <IconButton icon={down ? ArrowDown : ArrowUp} name={down ? t`De mayor a menor` : t`De menor a mayor`} onClick={() => choose(by, !down)} />}
    </div>
  );
}
