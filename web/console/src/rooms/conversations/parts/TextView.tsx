import { t } from "@lingui/core/macro";
import { useState } from "react";
import type { TextPart } from "~/client/contract/messages";
import { RichFrame } from "./RichFrame";
import css from "./Parts.module.css";

/** Plain text as written; rich mail in a sandbox when asked; earlier mails folded. */
export function TextView({ part }: { part: TextPart }) {
  const [rich, setRich] = useState(false);
  return (
    <>
      {rich && part.html ? <RichFrame html={part.html} /> : <p className={css.text}>{part.text}</p>}
      {part.html ? (
        <button type="button" className={css.toggle} aria-pressed={rich} onClick={() => setRich(!rich)}>
          {rich ? t`Ver solo el texto` : t`Ver con su formato`}
        </button>
      ) : null}
      {part.quoted ? (
        <details className={css.quoted}>
          <summary>{t`Correos anteriores`}</summary>
          <pre>{part.quoted}</pre>
        </details>
      ) : null}
    </>
  );
}
