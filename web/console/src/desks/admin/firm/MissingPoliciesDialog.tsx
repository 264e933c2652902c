import { t } from "@lingui/core/macro";
import type { Starter } from "~/client/contract/promises";
import type { Brand } from "~/client/contract/who";
import { Button } from "~/kit/Button";
import { type Column, DataTable } from "~/kit/DataTable";
import { Dialog } from "~/kit/Dialog";
import { durationWords } from "~/rooms/sla/policyWords";
import { scopeWords } from "./scopeWords";

/** What would be promised from now on, before it is. */
export function MissingPoliciesDialog({ missing, brands, onAdd, onClose }: Props) {
  const columns: Column<Starter>[] = [
    { id: "name", head: t`Política`, cell: (one) => one.name },
    { id: "scope", head: t`Para qué mensajes`, cell: (one) => scopeWords(one.terms, brands) },
    { id: "span", head: t`Plazo`, align: "end", cell: (one) => [...new Set(one.terms.promises.map((each) => durationWords(each.seconds)))].join(", ") },
  ];
  return (
    <Dialog
      title={t`Promesas de los manuales que faltan`}
      wide
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button look="main" onClick={onAdd}>
            {t`Agregar`}
          </Button>
        </>
      }
    >
      <p>{t`Valen para lo que llegue desde ahora y solo donde ninguna otra política diga algo más preciso: lo que ya corre no cambia.`}</p>
      <DataTable label={t`Promesas que faltan`} columns={columns} rows={missing} keyOf={(one) => one.source} dense />
    </Dialog>
  );
}

interface Props {
  missing: Starter[];
  brands: Brand[];
  onAdd: () => void;
  onClose: () => void;
}
