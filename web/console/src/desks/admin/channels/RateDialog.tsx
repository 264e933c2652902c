import { t } from "@lingui/core/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { nameOf } from "~/kit/formats";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import { adminAccountsQuery } from "~/rooms/channels/accountQueries";
import { channelWords } from "~/rooms/channels/channelWords";
import { ratesQuery } from "~/rooms/spending/queries";
import { rateReasonWords } from "~/rooms/spending/rateReasonWords";
import css from "../firm/Fields.module.css";

const EMPTY = { channel: "", country: "", category: "", price: "", currency: "USD", from: "", source: "" };

/** One line of a rate card, by hand. */
export function RateDialog({ onClose }: { onClose: () => void }) {
  const cache = useQueryClient();
  const form = useId();
  const [line, setLine] = useState(EMPTY);
  const set = (part: Partial<typeof EMPTY>) => setLine((old) => ({ ...old, ...part }));
  const channels = [...new Set((useQuery(adminAccountsQuery).data ?? []).map((one) => one.channel))].toSorted();
  const save = useMutation({
    mutationFn: async () => {
      const cells = Object.values(line).map((cell) => `"${cell.trim().replaceAll('"', '""')}"`);
      const csv = `${Object.keys(line).join(",")}\n${cells.join(",")}`;
      const [told] = await call("POST /rates/csv", { body: { csv, apply: true } });
      return told ?? null;
    },
    onSuccess: async (told) => {
      if (told?.outcome === "refused") return;
      await cache.invalidateQueries({ queryKey: ratesQuery.queryKey });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Dialog
      title={t`Agregar una tarifa`}
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
        <Select label={t`Canal`} required value={line.channel} onChange={(event) => set({ channel: event.target.value })}>
          <option value="">{t`Elegir`}</option>
          {channels.map((one) => (
            <option key={one} value={one}>
              {channelWords(one)}
            </option>
          ))}
        </Select>
        <Field label={t`Categoría`} required maxLength={40} hint={t`Como la nombra el proveedor: marketing, utility, service, sms…`} value={line.category} onChange={(event) => set({ category: event.target.value })} />
        <Field label={t`País`} maxLength={2} hint={/^[A-Z]{2}$/.test(line.country) ? nameOf("region", line.country) : t`Dos letras. Vacío: los demás países.`} value={line.country} onChange={(event) => set({ country: event.target.value.toUpperCase() })} />
        <div className={css.grid}>
          <Field label={t`Precio`} required inputMode="decimal" value={line.price} onChange={(event) => set({ price: event.target.value })} />
          <Field label={t`Moneda`} required maxLength={3} value={line.currency} onChange={(event) => set({ currency: event.target.value })} />
        </div>
        <Field label={t`Desde`} type="date" required value={line.from} onChange={(event) => set({ from: event.target.value })} />
        <Field label={t`Fuente`} maxLength={200} hint={t`Dónde se leyó: la página o el contrato.`} value={line.source} onChange={(event) => set({ source: event.target.value })} />
        {save.error ? <Failing what={t`No se guardó`} why={problemWords(save.error)} /> : null}
        {save.data?.outcome === "refused" ? <Failing what={t`No se guardó`} why={rateReasonWords(save.data)} /> : null}
      </form>
    </Dialog>
  );
}
