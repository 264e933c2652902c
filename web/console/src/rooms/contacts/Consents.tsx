import { t } from "@lingui/core/macro";
import { Check, X } from "lucide-react";
import type { Consent } from "~/client/contract/contacts";
import { shortDay } from "~/kit/formats";
import { useNow } from "~/kit/now";
import css from "./ContactPanel.module.css";
import { purposeWords } from "./purposeWords";

/** Each yes and no, with its day and the version of the text that was shown. */
export function Consents({ consents }: { consents: Consent[] }) {
  const now = useNow();
  return (
    <section className={css.section} aria-label={t`Consentimiento`}>
      <h3>{t`Consentimiento`}</h3>
      {consents.length === 0 ? <div className={css.line}>{t`No se le preguntó nada todavía.`}</div> : null}
      {consents.map((one) => {
        const day = shortDay(one.at, now);
        return (
          <div className={css.line} key={one.purpose} title={t`versión ${one.text_version}`}>
            {one.given ? <Check size={14} aria-hidden /> : <X size={14} aria-hidden />}
            <span>{purposeWords(one.purpose)}</span>
            <span className={css.side}>{one.given ? t`sí, ${day}` : t`no, ${day}`}</span>
          </div>
        );
      })}
    </section>
  );
}
