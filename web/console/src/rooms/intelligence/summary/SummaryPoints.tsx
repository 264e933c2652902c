import { t } from "@lingui/core/macro";
import type { CaseSummary } from "~/client/contract/summaryEndpoints";
import { exactMoment } from "~/kit/formats";
import { useNow } from "~/kit/now";
import css from "./Summary.module.css";
import { POINTS } from "./summaryWords";

/** When a promise falls due. */
export type DueWords = (one: { state: "owed"; due_at: string }, now: number) => string;

/** The sentences of a case, each a way to where it stands, and what is owed. */
export function SummaryPoints({ summary, dueWords, onShow }: { summary: CaseSummary; dueWords: DueWords; onShow: (messageId: string) => void }) {
  const now = useNow();
  const { points, owed } = summary;
  return (
    <>
      {points.length === 0 ? (
        <p className={css.none}>{summary.short ? t`El caso es corto: leerlo lleva menos que un resumen.` : t`Ninguna frase del caso lo resume: lo que hay son saludos o archivos.`}</p>
      ) : null}
      {points.length + owed.length > 0 ? (
        <ul className={css.points}>
          {points.map((one) => (
            <li key={`${one.kind} ${one.message_id} ${one.text}`} data-kind={one.kind}>
              <span className={css.kind}>{POINTS[one.kind]()}</span>
              <button type="button" className={css.said} title={t`Ver el mensaje, del ${exactMoment(one.at)}`} onClick={() => onShow(one.message_id)}>
                {one.text}
                {one.waits && one.kind !== "open" ? <span className={css.waits}> · {t`sin responder`}</span> : null}
              </button>
            </li>
          ))}
          {owed.map((one) => (
            <li key={one.id} data-kind="owed">
              <span className={css.kind}>{one.call_back ? t`Llamada prometida` : t`Promesa`}</span>
              <span className={css.promise}>
                {one.body} <b title={exactMoment(one.due_at)}>{dueWords({ state: "owed", due_at: one.due_at }, now)}</b>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
