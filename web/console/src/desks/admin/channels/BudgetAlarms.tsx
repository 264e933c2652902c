import { t } from "@lingui/core/macro";
import { Link } from "@tanstack/react-router";
import type { NeedsAttention } from "~/client/contract/connecting";
import { Chip } from "~/kit/Chip";
import { DataTable } from "~/kit/DataTable";
import { Section } from "~/kit/Section";
import { useMay } from "~/rooms/access/useMay";
import { amountWords } from "~/kit/amountWords";
import css from "./AccountsPage.module.css";

/** Brands whose budget for messages is nearly, or all, spent. */
export function BudgetAlarms({ budgets }: { budgets: NeedsAttention["budgets"] }) {
  const may = useMay()("brands.manage");
  return (
    <Section stacked title={t`Presupuestos de mensajes (${budgets.length})`} hint={t`Nada se detiene: es un aviso, al 80 % y al 100 % del mes.`}>
      <DataTable
        label={t`Presupuestos de mensajes`}
        rows={budgets}
        keyOf={(one) => one.brand_id}
        columns={[
          { id: "brand", head: t`Marca`, cell: (one) => one.brand },
          { id: "level", head: t`Usado`, cell: (one) => <Chip tone={one.level === 100 ? "breached" : "approaching"}>{one.level === 100 ? t`agotado` : t`80 % o más`}</Chip> },
          { id: "spent", head: t`Gastado`, align: "end", cell: (one) => amountWords(one.spent, one.currency) },
          { id: "amount", head: t`Presupuesto`, align: "end", cell: (one) => amountWords(one.amount, one.currency, 2) },
          {
            id: "deed",
            head: t`Remedio`,
            cell: () =>
              may ? (
                <Link className={css.link} to="/admin/$section" params={{ section: "costs" }}>
                  {t`Ver en qué se fue`}
                </Link>
              ) : null,
          },
        ]}
      />
    </Section>
  );
}
