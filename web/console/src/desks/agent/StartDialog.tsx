import { t } from "@lingui/core/macro";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ContactRow } from "~/client/contract/contacts";
import type { NewConversation } from "~/client/contract/posted";
import { call } from "~/client/http";
import { uuid7 } from "~/client/uuid7";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { now, usePassed } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import { TextArea } from "~/kit/TextArea";
import { channelWords } from "~/rooms/channels/channelWords";
import { accountsQuery, startableQuery, templatesQuery } from "~/rooms/channels/queries";
import { type Chosen, TemplatePicker } from "~/rooms/channels/TemplatePicker";
import { complete, filled } from "~/rooms/channels/templates";
import { contactsQuery } from "~/rooms/contacts/queries";
import { lengthOf } from "~/rooms/conversations/length";
import { TextCount } from "~/rooms/conversations/TextCount";
import { freeText } from "~/rooms/conversations/window";
import css from "./StartDialog.module.css";

/** Writing first: to whom, from which account, for what, and what. The account says whether it takes a template. */
export function StartDialog({ onStarted, onClose }: { onStarted: (caseId: string) => void; onClose: () => void }) {
  const accounts = useQuery(accountsQuery);
  const usable = (accounts.data ?? []).filter((one) => one.starts_conversations);
  const [accountId, setAccountId] = useState("");
  const account = usable.find((one) => one.id === accountId) ?? usable[0];
  const [q, setQ] = useState("");
  const found = useQuery({ ...contactsQuery(q), enabled: q.trim().length > 1 });
  const [contact, setContact] = useState<ContactRow | null>(null);
  const [name, setName] = useState("");
  const [purpose, setPurpose] = useState<NewConversation["purpose"]>("service");
  const [subject, setSubject] = useState("");
  const [text, setText] = useState("");
  const [template, setTemplate] = useState<Chosen | null>(null);
  const templates = useQuery({ ...templatesQuery(account?.id ?? ""), enabled: Boolean(account?.templates) });
  const chosen = templates.data?.find((one) => one.id === template?.id);
  const identity = contact?.identities.find((one) => account?.identity_kinds.includes(one.kind)) ?? null;
  const address = q.trim();
  // Somebody who wrote a while ago may be answered freely; anybody else gets a template, where the channel asks for one.
  const able = useQuery({ ...startableQuery(account?.id ?? "", identity ? (contact?.id ?? null) : null), enabled: account !== undefined });
  const over = usePassed(able.data?.open_until ?? null);
  const free = !account?.templates || (able.data !== undefined && freeText(able.data, over));
  const [prefersTemplate, setPrefersTemplate] = useState(false);
  const asTemplate = Boolean(account?.templates) && (!free || prefersTemplate);
  const start = useMutation({
    mutationFn: (body: NewConversation) => call("POST /conversations", { body }),
    onSuccess: (answer) => onStarted(answer.case.id),
  });
  const body = (): NewConversation => ({
    case_id: uuid7(now()),
    account_id: account?.id ?? "",
    contact_id: contact?.id ?? null,
    identity_id: identity?.id ?? null,
    address: identity ? null : address,
    name: contact ? null : name.trim() || null,
    purpose,
    case_subject: subject.trim(),
    message: {
      id: uuid7(now()),
      text: asTemplate && chosen && template ? filled(chosen.body, template.parameters) : text.trim(),
      attachments: [],
      template: asTemplate ? template : null,
      subject: account?.subject ? subject.trim() : null,
      to: [],
      copied: [],
      blind: [],
      sources: [],
      compose: null,
    },
  });
  const written = asTemplate ? chosen !== undefined && complete(chosen.parameters, template?.parameters ?? []) : text.trim() !== "" && (!able.data || lengthOf(text, able.data.text_unit) <= able.data.text_limit);
  const sendable = Boolean(account) && (identity !== null || (contact === null && address !== "")) && written && subject.trim() !== "";
  return (
    <Dialog
      wide
      title={t`Escribir primero`}
      onClose={onClose}
      foot={
        <Button look="main" disabled={!sendable || start.isPending} onClick={() => start.mutate(body())}>
          {start.isPending ? t`Enviando` : t`Enviar`}
        </Button>
      }
    >
      {start.error ? <Failing what={t`No se pudo escribir`} why={problemWords(start.error)} /> : null}
      {accounts.isError ? <Failing what={t`No llegan las cuentas`} why={problemWords(accounts.error)} onRetry={() => void accounts.refetch()} /> : null}
      <div className={css.two}>
        <Select label={t`Desde`} value={account?.id ?? ""} onChange={(event) => setAccountId(event.target.value)}>
          {usable.map((one) => (
            <option key={one.id} value={one.id}>
              {`${one.name} · ${channelWords(one.channel)}`}
            </option>
          ))}
        </Select>
        <Select label={t`Para qué`} value={purpose} onChange={(event) => setPurpose(event.target.value as NewConversation["purpose"])}>
          <option value="service">{t`Atender un asunto suyo`}</option>
          <option value="marketing">{t`Novedades y ofertas (pide consentimiento)`}</option>
        </Select>
      </div>
      <Field
        label={t`A quién: nombre, número o correo`}
        value={contact ? contact.name : q}
        onChange={(event) => {
          setContact(null);
          setQ(event.target.value);
        }}
        error={contact && !identity ? t`Este contacto no tiene dirección en ese canal.` : undefined}
        autoComplete="off"
      />
      {!contact && (found.data?.items.length ?? 0) > 0 ? (
        <div className={css.found} role="group" aria-label={t`Contactos encontrados`}>
          {found.data?.items.slice(0, 6).map((one) => (
            <button key={one.id} type="button" className={css.contact} onClick={() => setContact(one)}>
              <span>{one.name}</span>
              <span>{one.identities[0]?.value}</span>
            </button>
          ))}
        </div>
      ) : null}
      {!contact && address !== "" && found.data?.items.length === 0 ? (
        <Field label={t`Nombre, si se sabe`} value={name} onChange={(event) => setName(event.target.value)} />
      ) : null}
      <Field label={t`Asunto`} value={subject} onChange={(event) => setSubject(event.target.value)} />
      {asTemplate && account ? (
        <TemplatePicker accountId={account.id} chosen={template} first={(contact?.name ?? "").split(" ")[0] ?? ""} onChange={setTemplate} />
      ) : (
        <>
          <TextArea label={t`Mensaje`} rows={6} value={text} onChange={(event) => setText(event.target.value)} />
          {able.data ? <TextCount text={text} capabilities={able.data} /> : null}
        </>
      )}
      {account?.templates && free ? (
        <p className={css.free}>
          {t`La ventana está abierta: se puede escribir libremente.`}{" "}
          <Button look="bare" onClick={() => setPrefersTemplate(!prefersTemplate)}>
            {prefersTemplate ? t`Escribir libremente` : t`Usar una plantilla`}
          </Button>
        </p>
      ) : account?.templates && able.data ? (
        <p className={css.free}>{t`Aquí se escribe primero con una plantilla aprobada.`}</p>
      ) : null}
    </Dialog>
  );
}
