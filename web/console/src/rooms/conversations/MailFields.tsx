import { plural, t } from "@lingui/core/macro";
import { ReplyAll } from "lucide-react";
import { useState } from "react";
import { Button } from "~/kit/Button";
import { count as number } from "~/kit/formats";
import { readAddresses } from "./addresses";
import type { Draft } from "./drafts";
import css from "./MailFields.module.css";
import { mailingOf } from "./mailing";

/** What only mail has: its subject, and who gets it besides the contact. What is pasted stays until it is right. */
export function MailFields({ draft, subject, contact, others, limit, onChange }: Props) {
  const [opened, setOpened] = useState(false);
  const open = opened || draft.to + draft.copied + draft.blind !== "";
  const mailing = mailingOf(draft, limit);
  const left = others.filter((one) => !draft.copied.toLowerCase().includes(one.toLowerCase()));
  const shown = mailing.bad.slice(0, 3).join(" · ");
  const more = mailing.bad.length - 3;
  return (
    <div className={css.mail}>
      <div className={css.row}>
        <span>{t`Para`}</span>
        <b className="cut">{contact}</b>
        {open ? null : <span className="space" />}
        {open ? <Line label={t`Para, además`} value={draft.to} onChange={(to) => onChange({ to })} /> : null}
        {left.length > 0 ? (
          <Button look="bare" onClick={() => onChange({ copied: [draft.copied, ...left].filter(Boolean).join(", ") })}>
            <ReplyAll size={14} aria-hidden />
            {plural(left.length, { one: "Responder a todos: # más", many: "Responder a todos: # más", other: "Responder a todos: # más" })}
          </Button>
        ) : null}
        {open ? null : (
          <Button look="bare" onClick={() => setOpened(true)}>
            {t`CC y CCO`}
          </Button>
        )}
      </div>
      {open ? (
        <>
          <div className={css.row}>
            <span aria-hidden>{t`CC`}</span>
            <Line label={t`Con copia a`} value={draft.copied} onChange={(copied) => onChange({ copied })} />
          </div>
          <div className={css.row}>
            <span aria-hidden>{t`CCO`}</span>
            <Line label={t`Con copia oculta a`} value={draft.blind} onChange={(blind) => onChange({ blind })} />
          </div>
        </>
      ) : null}
      {mailing.tooMany > 0 ? (
        <p className={css.wrong} role="alert">
          {t`Son ${number(mailing.count)} direcciones y un correo llega como mucho a ${number(limit)}. Quitar ${number(mailing.tooMany)}, o enviarlo en varios.`}
        </p>
      ) : null}
      {mailing.bad.length > 0 ? (
        <p className={css.wrong} role="alert">
          {more > 0 ? t`No son direcciones: ${shown} y ${number(more)} más` : t`No son direcciones: ${shown}`}
        </p>
      ) : null}
      <label className={css.row}>
        <span>{t`Asunto`}</span>
        <input value={draft.subject || subject} onChange={(event) => onChange({ subject: event.target.value })} />
      </label>
    </div>
  );
}

function Line({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <textarea
      className={css.line}
      rows={1}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onBlur={() => {
        const { good, bad } = readAddresses(value);
        const tidy = [...good, ...bad].join(", ");
        if (tidy !== value) onChange(tidy);
      }}
    />
  );
}

interface Props {
  draft: Draft;
  /** What stands when nothing was written. */
  subject: string;
  contact: string;
  /** Who else the contact's last mail went to. */
  others: string[];
  limit: number;
  onChange: (part: Partial<Draft>) => void;
}
