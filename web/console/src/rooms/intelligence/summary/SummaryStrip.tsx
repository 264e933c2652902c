import { t } from "@lingui/core/macro";
import { ScrollText, X } from "lucide-react";
import { Failing } from "~/kit/Failing";
import { IconButton } from "~/kit/IconButton";
import { Loading } from "~/kit/Loading";
import { problemWords } from "~/kit/problemWords";
import css from "./Summary.module.css";
import { SummaryFacts } from "./SummaryFacts";
import { type DueWords, SummaryPoints } from "./SummaryPoints";
import { SummaryWritten } from "./SummaryWritten";
import { handedWords } from "./summaryWords";
import type { useSummary } from "./useSummary";

/** The case in a few lines, each by whom it was made. */
export function SummaryStrip({ summary: { query, toggle, keys }, dueWords, onShow }: Props) {
  const { data, isError, error, refetch } = query;
  return (
    <section className={css.strip} aria-label={t`Resumen del caso`}>
      <header className={css.head}>
        <ScrollText size={16} aria-hidden />
        <p>
          <b>{t`Resumen del caso`}</b> {data?.written?.text ? null : <span className={css.made}>{MADE()}</span>}
          {data?.handed ? <span className={css.handed}>{handedWords(data.handed)}</span> : null}
        </p>
        <IconButton icon={X} name={t`Cerrar el resumen`} {...(keys ? { keys } : {})} onClick={toggle} />
      </header>
      {data ? (
        <>
          {data.written ? <SummaryWritten written={data.written} /> : null}
          {data.written?.text ? <p className={css.made}>{MADE()}</p> : null}
          <SummaryPoints summary={data} dueWords={dueWords} onShow={onShow} />
          <SummaryFacts summary={data} />
        </>
      ) : isError ? (
        <Failing what={t`No llega el resumen`} why={problemWords(error)} onRetry={() => void refetch()} />
      ) : (
        <Loading rows={2} />
      )}
    </section>
  );
}

/** Who made it is always said. */
const MADE = () => t`Frases del propio caso, elegidas por reglas`;

interface Props {
  summary: ReturnType<typeof useSummary>;
  dueWords: DueWords;
  onShow: (messageId: string) => void;
}
