import { t } from "@lingui/core/macro";
import { Check, X } from "lucide-react";
import { lazy, useState } from "react";
import type { Consent } from "~/client/contract/contacts";
import { Button } from "~/kit/Button";
import { shortDay } from "~/kit/formats";
import { useNow } from "~/kit/now";
import { Part } from "~/kit/Part";
import { patient } from "~/kit/patient";
import { howWords } from "./howWords";
import css from "./ContactPanel.module.css";
import { purposeWords } from "./purposeWords";

const ConsentDialog = lazy(() => patient(() => import("./ConsentDialog")).then((file) => ({ default: file.ConsentDialog })));

/** Each yes and no, with its day and the version of the text that was shown. */
export function Consents({ consents, contactId, may }: { consents: Consent[]; contactId: string; may: boolean }) {
  const now = useNow();
  const [noting, setNoting] = useState(false);
  return (
    <section className={css.section} aria-label={t`Consentimiento`}>
      <h3>{t`Consentimiento`}</h3>
      {consents.length === 0 ? <div className={css.line}>{t`No se le preguntó nada todavía.`}</div> : null}
      {consents.map((one) => {
        const day = shortDay(one.at, now);
        return (
          <div className={css.line} key={one.purpose} title={one.how ? `${howWords(one.how)}: ${one.words}` : t`versión ${one.text_version}`}>
            {one.given ? <Check size={14} aria-hidden /> : <X size={14} aria-hidden />}
            <span>{purposeWords(one.purpose)}</span>
            <span className={css.side}>{one.given ? t`sí, ${day}` : t`no, ${day}`}</span>
          </div>
        );
      })}
      {may ? <Button look="bare" onClick={() => setNoting(true)}>{t`Anotar un sí o un no`}</Button> : null}
      {noting ? (
        <Part>
          <ConsentDialog contactId={contactId} onClose={() => setNoting(false)} />
        </Part>
      ) : null}
    </section>
  );
}
