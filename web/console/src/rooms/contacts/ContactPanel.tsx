import { t } from "@lingui/core/macro";
import { Ban, Languages, MapPin } from "lucide-react";
import { lazy, type ReactNode } from "react";
import type { ContactPanel as Panel } from "~/client/contract/contacts";
import { Button } from "~/kit/Button";
import { moment, money, nameOf, shortDay, timeThere } from "~/kit/formats";
import { useNow } from "~/kit/now";
import { Part } from "~/kit/Part";
import { patient } from "~/kit/patient";
import { Consents } from "./Consents";
import css from "./ContactPanel.module.css";
import { Identities } from "./Identities";
import { PreviousCases } from "./PreviousCases";
import { WorthLines } from "./WorthLines";

const Attributes = lazy(() => patient(() => import("./Attributes")).then((file) => ({ default: file.Attributes })));

/** Who writes: how we know them, what they agreed to, what happened before. */
export function ContactPanel({ contact, view, glyph, onUnblock, mayNote, children }: Props) {
  const now = useNow();
  const there = timeThere(contact.time_zone, now);
  return (
    <>
      {contact.blocked ? (
        <div className={css.blocked}>
          <Ban size={14} aria-hidden />
          <span>{t`Bloqueado por ${contact.blocked.by.name}: ${contact.blocked.reason}`}</span>
          {onUnblock ? <Button onClick={onUnblock}>{t`Desbloquear`}</Button> : null}
        </div>
      ) : null}
      <section className={css.section} aria-label={t`Quién es`}>
        {contact.country ? (
          <div className={css.line}>
            <MapPin size={14} aria-hidden />
            <span>{nameOf("region", contact.country)}</span>
            {there ? <span className={css.side}>{t`son las ${there} allá`}</span> : null}
          </div>
        ) : null}
        <div className={css.line}>
          <Languages size={14} aria-hidden />
          <span>{contact.language ? nameOf("language", contact.language) : t`Idioma sin saber`}</span>
          <span className={css.side}>{t`desde el ${shortDay(contact.since, now)}`}</span>
        </div>
        {contact.organisation ? <div className={css.line}>{contact.organisation}</div> : null}
      </section>
      <WorthLines worth={contact.worth} />
      <Identities identities={contact.identities} glyph={glyph} />
      <Consents consents={contact.consents} contactId={contact.id} may={mayNote} />
      {contact.activity.length > 0 ? (
        <section className={css.section} aria-label={t`Actividad`}>
          <h3>{t`Actividad`}</h3>
          {contact.activity.map((one) => (
            <div className={css.line} key={one.id}>
              <span>{one.title || activityName(one.kind)}</span>
              <span className={css.side} title={one.source}>
                {one.amount && one.currency ? `${money(one.amount, one.currency)} · ` : ""}
                {moment(one.at, now)}
              </span>
            </div>
          ))}
        </section>
      ) : null}
      <PreviousCases rows={contact.previous_cases} view={view} glyph={glyph} />
      {contact.attributes.length > 0 ? (
        <Part>
          <Attributes contactId={contact.id} attributes={contact.attributes} />
        </Part>
      ) : null}
      {children}
    </>
  );
}

interface Props {
  contact: Panel;
  view: string;
  glyph: (channel: string) => ReactNode;
  onUnblock: (() => void) | null;
  /** Whether who reads may note a yes or no by hand. */
  mayNote: boolean;
  /** What other rooms tell of the case. */
  children?: ReactNode;
}

/** What a visitor's own site told has no title of its own. */
function activityName(kind: string): string {
  return kind === "context" ? t`Datos de su visita` : kind.replaceAll("_", " ");
}
