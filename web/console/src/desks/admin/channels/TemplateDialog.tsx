import { t } from "@lingui/core/macro";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import type { LibraryAccount, LibraryTemplate, TemplateDraft } from "~/client/contract/libraryEndpoints";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { Notice } from "~/kit/Notice";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import { TextArea } from "~/kit/TextArea";
import { useSettled } from "~/kit/useSettled";
import { saidWords } from "~/rooms/channels/saidWords";
import { TemplateText } from "~/rooms/channels/TemplateText";
import { categoryWords } from "~/rooms/spending/categoryWords";
import css from "../firm/Fields.module.css";
import { ButtonFields } from "./ButtonFields";

const FIRST = "{{1}}";
const SECOND = "{{2}}";

/** A template being written: what its provider would refuse is said while it is, and it shows as it will be read. */
export function TemplateDialog({ from, accounts, onSent, onClose }: Props) {
  const form = useId();
  const [draft, setDraft] = useState<TemplateDraft>(() => begun(from, accounts));
  const set = (part: Partial<TemplateDraft>) => setDraft((old) => ({ ...old, ...part }));
  const account = accounts.find((one) => one.id === draft.account_id);
  const settled = useSettled(JSON.stringify(draft));
  const check = useQuery({
    queryKey: ["template-check", settled],
    queryFn: ({ signal }) => call("POST /templates/check", { body: JSON.parse(settled) as TemplateDraft, signal }),
    enabled: draft.body !== "",
    placeholderData: (before) => before,
  });
  const send = useMutation({
    mutationFn: () => call("POST /templates/send", { body: draft }),
    onSuccess: () => {
      onSent();
      onClose();
    },
  });
  const complaints = draft.body === "" ? [] : (check.data?.complaints ?? []);
  const variables = new Set([...draft.body.matchAll(/\{\{\s*(\d+)\s*\}\}/g)].map((one) => one[1])).size;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <Dialog
      wide
      title={from ? t`Corregir ${from.name}` : t`Nueva plantilla`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button look="main" type="submit" form={form} disabled={send.isPending || !check.data?.good || settled !== JSON.stringify(draft)}>
            {t`Enviar a revisión`}
          </Button>
        </>
      }
    >
      <form id={form} className={css.form} onSubmit={submit}>
        <div className={css.grid}>
          <Select label={t`Cuenta`} value={draft.account_id} onChange={(event) => set({ account_id: event.target.value })}>
            {accounts.map((one) => (
              <option key={one.id} value={one.id}>{`${one.name} · ${one.brand}`}</option>
            ))}
          </Select>
          <Select label={t`Categoría`} value={draft.category} onChange={(event) => set({ category: event.target.value })}>
            {(account?.categories ?? []).map((one) => (
              <option key={one} value={one}>{categoryWords(one)}</option>
            ))}
          </Select>
          <Field label={t`Nombre`} required value={draft.name} onChange={(event) => set({ name: event.target.value })} />
          <Field label={t`Idioma`} required value={draft.language} onChange={(event) => set({ language: event.target.value })} />
        </div>
        <Field label={t`Título (opcional)`} value={draft.header} onChange={(event) => set({ header: event.target.value })} />
        <TextArea label={t`Texto, con ${FIRST}, ${SECOND}… donde va un dato`} required rows={5} value={draft.body} onChange={(event) => set({ body: event.target.value })} />
        <div role="status">
          {complaints.map((one) => (
            <Notice key={one.field + one.said.es} tone={one.grave ? "breached" : "approaching"}>{saidWords(one.said)}</Notice>
          ))}
          {check.data?.good && draft.body ? <Notice>{t`Cumple las reglas del proveedor. La revisión tarda hasta un día.`}</Notice> : null}
        </div>
        {variables > 0 ? (
          <div className={css.grid}>
            {Array.from({ length: Math.min(variables, 20) }, (_, place) => (
              <Field
                key={place}
                label={t`Ejemplo del dato ${place + 1}`}
                value={draft.examples[place] ?? ""}
                onChange={(event) => set({ examples: Array.from({ length: variables }, (__, at) => (at === place ? event.target.value : (draft.examples[at] ?? ""))) })}
              />
            ))}
          </div>
        ) : null}
        <Field label={t`Pie (opcional)`} value={draft.footer} onChange={(event) => set({ footer: event.target.value })} />
        <ButtonFields buttons={draft.buttons} onChange={(buttons) => set({ buttons })} />
        {draft.body ? <TemplateText {...draft} parameters={draft.examples} /> : null}
        {check.error ? <Failing what={t`No se pudo revisar`} why={problemWords(check.error)} /> : null}
        {send.error ? <Failing what={t`No se envió`} why={problemWords(send.error)} /> : null}
      </form>
    </Dialog>
  );
}

function begun(from: LibraryTemplate | null, accounts: LibraryAccount[]): TemplateDraft {
  const [first] = accounts;
  if (!from) return { account_id: first?.id ?? "", name: "", language: "es", category: first?.categories[0] ?? "", header: "", body: "", footer: "", buttons: [], examples: [] };
  const { account_id, name, language, category, header, body, footer, buttons } = from;
  return { account_id, name, language, category, header, body, footer, buttons, examples: [] };
}

interface Props {
  /** What is written again, null for a new one. */
  from: LibraryTemplate | null;
  accounts: LibraryAccount[];
  onSent: () => void;
  onClose: () => void;
}
