import { t } from "@lingui/core/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import type { BudgetLine } from "~/client/contract/spendingEndpoints";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { problemWords } from "~/kit/problemWords";
import { budgetsQuery } from "~/rooms/spending/queries";
import css from "../firm/Fields.module.css";

/** What one brand may spend on messages in a month, from this one on. */
export function BudgetDialog({ line, onClose }: { line: BudgetLine; onClose: () => void }) {
  const cache = useQueryClient();
  const form = useId();
  const [amount, setAmount] = useState(line.standing.amount ?? "");
  const [currency, setCurrency] = useState(line.standing.currency || "USD");
  const save = useMutation({
    mutationFn: () =>
      call("PUT /budgets/{id}", { path: { id: line.brand_id }, body: { amount: amount.trim() ? amount.trim().replace(",", ".") : null, currency: currency.trim().toUpperCase() } }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: budgetsQuery.queryKey });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Dialog
      title={t`Presupuesto de ${line.brand}`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button look="main" type="submit" form={form} disabled={save.isPending}>
            {t`Guardar`}
          </Button>
        </>
      }
    >
      <form id={form} className={css.form} onSubmit={submit}>
        <Field
          label={t`Por mes`}
          inputMode="decimal"
          pattern="\d{1,12}([.,]\d{1,2})?"
          title={t`Una cifra con dos decimales`}
          hint={t`Rige desde este mes. Vacío: sin presupuesto ni avisos.`}
          value={amount}
          onChange={(event) => setAmount(event.target.value)}
        />
        <Field
          label={t`Moneda`}
          required
          maxLength={3}
          pattern="[A-Za-z]{3}"
          title={t`Tres letras: USD, PEN, EUR`}
          hint={t`La de las tarifas. Lo gastado en otra se muestra y no cuenta.`}
          value={currency}
          onChange={(event) => setCurrency(event.target.value)}
        />
        {save.error ? <Failing what={t`No se guardó`} why={problemWords(save.error)} /> : null}
      </form>
    </Dialog>
  );
}
