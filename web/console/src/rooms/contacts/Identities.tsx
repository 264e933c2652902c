import { t } from "@lingui/core/macro";
import { BadgeCheck, CircleQuestionMark } from "lucide-react";
import type { ReactNode } from "react";
import type { Identity } from "~/client/contract/contacts";
import { cx } from "~/kit/cx";
import css from "./ContactPanel.module.css";

/** The addresses of a contact, each with how far it reaches and whether it was proven. */
export function Identities({ identities, glyph }: { identities: Identity[]; glyph: (channel: string) => ReactNode }) {
  return (
    <section className={css.section} aria-label={t`Identidades`}>
      <h3>{t`Identidades`}</h3>
      {identities.map((one) => (
        <div className={css.line} key={one.id} title={scopeWords(one.scope)}>
          {glyph(one.channel)}
          <span>{one.kind === "visitor" ? t`Un navegador en el sitio` : one.value}</span>
          {one.likelihood !== null ? (
            <span className={cx(css.side, css.doubt)}>
              <CircleQuestionMark size={12} aria-hidden />
              {t`probable, ${one.likelihood.toLocaleString(document.documentElement.lang, { minimumFractionDigits: 2 })}`}
            </span>
          ) : (
            <span className={css.side}>
              {one.verified ? <BadgeCheck size={12} aria-hidden /> : null}
              {one.verified ? t`verificada` : t`sin verificar`}
            </span>
          )}
        </div>
      ))}
    </section>
  );
}

function scopeWords(scope: Identity["scope"]): string {
  switch (scope) {
    case "account":
      return t`Vale solo en esta cuenta`;
    case "portfolio":
      return t`Vale en las cuentas de este negocio`;
    case "world":
      return t`Vale en todas partes`;
    default:
      return scope satisfies never;
  }
}
