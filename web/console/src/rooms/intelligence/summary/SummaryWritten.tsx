import { plural, t } from "@lingui/core/macro";
import { Sparkles } from "lucide-react";
import type { WrittenSummary } from "~/client/contract/summaryEndpoints";
import { moment } from "~/kit/formats";
import { useNow } from "~/kit/now";
import css from "./Summary.module.css";

/** What a model wrote at the handover, by its name, and what it did not read; or, quietly, why there is nothing. */
export function SummaryWritten({ written: { text, model, at, unread, awaited, trouble } }: { written: WrittenSummary }) {
  const now = useNow();
  return (
    <div className={css.written} role="group" aria-label={t`Resumen de un modelo de lenguaje`}>
      {text ? (
        <>
          <p className={css.model}>
            <Sparkles size={12} aria-hidden />
            <b>{t`Escrito por el modelo ${model}`}</b>
            {at ? <span> · {moment(at, now)}</span> : null}
          </p>
          <p className={css.text}>{text}</p>
          {unread > 0 ? (
            <p className={css.unread}>{plural(unread, { one: "No leyó # mensaje del caso: conviene mirarlo.", many: "No leyó # de mensajes del caso: conviene mirarlos.", other: "No leyó # mensajes del caso: conviene mirarlos." })}</p>
          ) : null}
        </>
      ) : null}
      {awaited ? <p className={css.made}>{t`El modelo está escribiendo su resumen; las frases del caso no esperan.`}</p> : null}
      {!awaited && !text && trouble ? <p className={css.made}>{t`El modelo no llegó a escribir un resumen: quedan las frases del caso.`}</p> : null}
    </div>
  );
}
