import { t } from "@lingui/core/macro";
import type { BudgetLine, BudgetStanding } from "~/client/contract/spendingEndpoints";
import { Chip } from "~/kit/Chip";
import { DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { count } from "~/kit/formats";
import { amountWords } from "~/kit/amountWords";

/** What each brand spent on messages this month, and of which budget. */
export function BudgetTable({ lines, onOpen }: { lines: BudgetLine[]; onOpen: (line: BudgetLine) => void }) {
  return (
    <DataTable
      label={t`Presupuestos de este mes`}
      rows={lines}
      keyOf={(one) => one.brand_id}
      onOpen={onOpen}
      empty={<Empty words={t`Ninguna marca al alcance.`} />}
      columns={[
        { id: "brand", head: t`Marca`, cell: (one) => one.brand },
        { id: "spent", head: t`Gastado`, align: "end", cell: (one) => spentWords(one.standing) },
        { id: "amount", head: t`Presupuesto`, align: "end", cell: ({ standing }) => (standing.amount ? amountWords(standing.amount, standing.currency, 2) : t`sin fijar`) },
        { id: "share", head: t`Usado`, align: "end", cell: ({ standing }) => <Used standing={standing} /> },
        { id: "messages", head: t`Mensajes con tarifa`, align: "end", cell: (one) => count(one.standing.messages) },
      ]}
    />
  );
}

function spentWords({ spent, currency, others }: BudgetStanding): string {
  const all = currency ? [amountWords(spent, currency), ...Object.entries(others).map(([other, sum]) => amountWords(sum, other))] : [];
  return all.length > 0 ? all.join(" + ") : t`nada`;
}

function Used({ standing }: { standing: BudgetStanding }) {
  if (!standing.amount) return "–";
  const share = Math.floor((Number(standing.spent) / Number(standing.amount)) * 100);
  const words = t`${count(share)} %`;
  return standing.level === 0 ? words : <Chip tone={standing.level === 100 ? "breached" : "approaching"}>{words}</Chip>;
}
