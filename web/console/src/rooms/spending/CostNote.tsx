import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { cx } from "~/kit/cx";
import { categoryWords } from "./categoryWords";
import css from "./CostNote.module.css";
import { amountWords, times } from "~/kit/amountWords";
import { pricesQuery } from "./queries";

/** What the message that is being written will cost, and whether its brand's budget is near its end. */
export function CostNote({ caseId, conversationId, category, units, files }: Props) {
  const { data } = useQuery(pricesQuery(caseId, conversationId));
  if (!data || !data.charged) return null;
  const charged = category ?? (files > 0 && data.files ? data.files : data.text);
  const price = data.prices[charged];
  const many = category !== null || (files > 0 && data.files) ? 1 : Math.max(units, files);
  const budget = data.budget;
  if (!price && !budget) return null; // nobody counts money here: it would be the same words under every reply
  const tone = budget?.level === 100 ? css.spent : budget?.level === 80 ? css.near : undefined;
  const named = categoryWords(charged);
  const why = price
    ? [t`${named}: ${amountWords(price.price, price.currency)} cada uno`, price.source].filter(Boolean).join(" · ")
    : t`No hay tarifa de ${named} para este país.`;
  return (
    <span className={cx(css.cost, tone)} title={why}>
      {price ? t`cuesta ${amountWords(times(price.price, many), price.currency)}` : t`costo sin tarifa`}
      {budget?.level === 100 ? ` · ${t`presupuesto agotado`}` : budget?.level === 80 ? ` · ${t`presupuesto al 80 %`}` : ""}
    </span>
  );
}

interface Props {
  caseId: string;
  conversationId: string;
  /** Of the template that was chosen; null of a free text. */
  category: string | null;
  /** Segments of the text, 1 where they are not counted. */
  units: number;
  files: number;
}
