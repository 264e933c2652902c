import { t } from "@lingui/core/macro";
import { Flag, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { count } from "~/kit/formats";
import type { Figure } from "./figures";
import { measureMeans, measureWords, targetWords, toneWords, valueWords } from "./figureWords";
import css from "./FigureView.module.css";

/** A number with its target; near or beyond it, a mark and words say so besides the colour. */
export function FigureView({ figure, large = false, beside = null }: { figure: Figure; large?: boolean; beside?: ReactNode }) {
  const { measure, value, tone, of } = figure;
  const size = large ? 28 : 16;
  const asked = of === null ? "" : count(of);
  return (
    <div className={css.figure} data-tone={tone} data-large={large} role="group" aria-label={measureWords(measure)} title={large ? undefined : measureMeans(measure)}>
      <p className={css.name}>{measureWords(measure)}</p>
      <p className={css.value}>
        {tone === "breached" ? <Flag size={size} aria-hidden /> : null}
        {tone === "approaching" ? <TriangleAlert size={size} aria-hidden /> : null}
        <span>{valueWords(measure, value)}</span>
        {of !== null ? <span className={css.of}>{t`de ${asked}`}</span> : null}
      </p>
      <p className={css.target}>
        {targetWords(figure)}
        {beside === null ? null : <> · {beside}</>}
        {value === null ? null : <span className={tone === "kept" ? "unseen" : undefined}>{` · ${toneWords(tone)}`}</span>}
      </p>
    </div>
  );
}
