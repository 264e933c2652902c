import { t } from "@lingui/core/macro";
import { Sparkles } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { Notice } from "~/kit/Notice";
import { problemWords } from "~/kit/problemWords";
import { mannerWords } from "~/rooms/intelligence/llm/mannerWords";
import { troubleWords } from "~/rooms/intelligence/llm/troubleWords";
import css from "./RewritePanel.module.css";
import type { Rewriting } from "./useRewriting";

/** What the model outside proposes, beside the draft: who says it, and the choice between the two. Nothing is sent. */
export function RewritePanel({ rewriting }: { rewriting: Rewriting }) {
  const { question, waiting, answer, error, stale, model, ask, take, keep } = rewriting;
  const first = useRef<HTMLButtonElement>(null);
  const text = answer?.text ?? "";
  useEffect(() => {
    // who went on typing is not taken out of his sentence
    if (!(document.activeElement instanceof HTMLTextAreaElement)) first.current?.focus();
  }, [text, waiting]);
  if (!question) return null;
  const name = answer?.model || model || "";
  const again = () => ask(question.manner);
  return (
    <section className={css.panel} aria-label={t`Redacción propuesta`}>
      <h2 className={css.head} role="status">
        <Sparkles size={14} aria-hidden />
        {waiting ? t`Esperando al modelo de lenguaje ${name}` : t`Del modelo de lenguaje ${name}`}
        {` · ${mannerWords(question.manner)}`}
      </h2>
      {error ? (
        <Failing what={t`No se pudo pedir`} why={problemWords(error)} onRetry={again} />
      ) : text ? (
        <blockquote className={css.text}>{text}</blockquote>
      ) : answer ? (
        <Notice tone="approaching" deed={<Button onClick={again}>{t`Pedir otra vez`}</Button>}>{t`Sin propuesta. ${troubleWords(answer.trouble)}`}</Notice>
      ) : null}
      {text && stale ? <p className={css.stale}>{t`El texto cambió desde que se pidió: al usarla, se reemplaza entero.`}</p> : null}
      <div className={css.deeds}>
        {text ? (
          <>
            <Button ref={first} look="main" onClick={take}>{t`Usar esta`}</Button>
            <Button onClick={keep}>{t`Seguir con la mía`}</Button>
          </>
        ) : (
          <Button ref={first} onClick={keep}>{waiting ? t`Dejar de esperar` : t`Cerrar`}</Button>
        )}
      </div>
    </section>
  );
}
