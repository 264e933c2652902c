import { t } from "@lingui/core/macro";
import type { ReactNode } from "react";
import type { WhatIfRun, Within } from "~/client/contract/whatIfEndpoints";
import { DataTable } from "~/kit/DataTable";
import css from "./WhatIf.module.css";
import { differenceWords, mayBeChance, numberRows, numberWords } from "./whatIfNumbers";

/** The day as it was beside the day as it would have been, with how sure each number is. */
export function WhatIfTable({ numbers, withBot }: Props) {
  const cell = (words: (value: number | null) => string, value: number | null, within: Within | null, also?: ReactNode) => (
    <>
      {words(value)}
      {within ? <span className={css.within}>{t`de ${words(within[0])} a ${words(within[1])}`}</span> : null}
      {also}
    </>
  );
  return (
    <DataTable
      label={t`Como ahora y así`}
      rows={numberRows(withBot).map((row) => ({ ...row, found: numbers[row.name] }))}
      keyOf={(row) => row.name}
      columns={[
        { id: "name", head: t`Número`, cell: (row) => row.words },
        { id: "before", head: t`Como ahora`, align: "end", cell: ({ kind, found }) => cell((value) => numberWords(kind, value), found.before, found.before_within) },
        { id: "after", head: t`Así`, align: "end", cell: ({ kind, found }) => cell((value) => numberWords(kind, value), found.after, found.after_within) },
        {
          id: "difference",
          head: t`Diferencia`,
          align: "end",
          cell: ({ kind, found }) =>
            cell(
              (value) => differenceWords(kind, value),
              found.difference,
              found.difference_within,
              mayBeChance(found.difference, found.difference_within) ? <span className={css.within}>{t`puede ser azar`}</span> : null,
            ),
        },
      ]}
    />
  );
}

interface Props {
  numbers: NonNullable<WhatIfRun["result"]>["numbers"];
  withBot: boolean;
}
