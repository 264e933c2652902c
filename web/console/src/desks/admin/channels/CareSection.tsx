import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { AdminAccount } from "~/client/contract/connecting";
import { call } from "~/client/http";
import { FormFoot } from "~/kit/FormFoot";
import { Notice } from "~/kit/Notice";
import { Section } from "~/kit/Section";
import { Select } from "~/kit/Select";
import { TextArea } from "~/kit/TextArea";
import { useForm } from "~/kit/useForm";
import { adminAccountsQuery } from "~/rooms/channels/accountQueries";
import css from "./AccountsPage.module.css";

/** Where what asks for care goes, from an account of marketing or sales: two accounts, as the manuals ask. */
export function CareSection({ account, onDone }: { account: AdminAccount; onDone: () => void }) {
  const care = (useQuery(adminAccountsQuery).data ?? []).filter(
    (one) => one.brand_id === account.brand_id && one.purpose === "care" && one.id !== account.id && one.state !== "retired" && one.queue_id,
  );
  const kept = { to: account.care?.account_id ?? "", what: account.care?.what ?? ("words" as const), words: (account.care?.words ?? []).join("\n") };
  const form = useForm(kept, (said) =>
    call("PUT /channels/accounts/{id}/care", {
      path: { id: account.id },
      body: { care_account_id: said.to || null, what: said.what, words: said.words.split("\n") },
    }).then(onDone),
  );
  return (
    <Section title={t`Lo que pide atención`} hint={t`Los manuales piden una cuenta para atender y otra para mercadeo. Lo que llega aquí y pide ayuda va a la cola de quien atiende.`}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void form.save();
        }}
      >
        <Select label={t`Va a la cola de`} value={form.values.to} onChange={(event) => form.set({ to: event.target.value })}>
          <option value="">{t`esta misma cuenta`}</option>
          {care.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
        {form.values.to ? (
          <Select label={t`Qué va`} value={form.values.what} onChange={(event) => form.set({ what: event.target.value as "all" | "words" })}>
            <option value="words">{t`Lo que diga alguna de estas palabras`}</option>
            <option value="all">{t`Todo`}</option>
          </Select>
        ) : null}
        {form.values.to && form.values.what === "words" ? (
          <TextArea
            label={t`Palabras, una por línea`}
            rows={4}
            placeholder={t`Sin ninguna valen las habituales en español, inglés y portugués: ayuda, pedido, refund, atrasado…`}
            value={form.values.words}
            onChange={(event) => form.set({ words: event.target.value })}
          />
        ) : null}
        {form.values.to ? <Notice>{t`La respuesta sale por esta cuenta, donde se escribió. Para seguir con la de atención, llevar la conversación a privado.`}</Notice> : null}
        <FormFoot form={form} />
      </form>
    </Section>
  );
}
