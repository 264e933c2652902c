import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import type { ReportFigure, ReportMeasure } from "~/client/contract/reportsEndpoints";
import { amountWords } from "~/kit/amountWords";
import { count, longSpan } from "~/kit/formats";

const SHORT = 600; // seconds up to which tenths of a minute would say nothing

/** A figure as people read it; sums of money each in its own currency. */
export function figureWords(measure: ReportMeasure, figure: ReportFigure): string {
  if (figure.money === null) return valueWords(measure, figure.value);
  const sums = Object.entries(figure.money).map(([currency, amount]) => amountWords(amount, currency));
  return sums.length > 0 ? sums.join(" + ") : t`nada`;
}

/** A number as people read it; "n/a" where there was nothing to count among. */
export function valueWords(measure: ReportMeasure, value: number | null): string {
  if (value === null) return t`n/d`;
  switch (measure.kind) {
    case "count":
      return count(value);
    case "share":
      return percentOf(value);
    case "quantiles":
    case "mean":
    case "sum":
      return spanOf(value);
    case "stars": {
      const stars = new Intl.NumberFormat(i18n.locale, { minimumFractionDigits: 1, maximumFractionDigits: 2 }).format(value);
      return t`${stars} de 5`;
    }
    case "score": {
      const points = decimal(Math.round(value * 10) / 10);
      return t`${points} de 100`;
    }
    case "money":
      return decimal(value);
    case "ratio":
      return measure.key === "concurrency" || measure.key === "call_load" ? decimal(value) : measure.key === "occupancy" ? percentOf(value) : spanOf(value);
  }
}

/** Seconds as "42 s", "3 min 20 s", "2 h 5 min", less than none with its sign; a long sum in hours, which nobody reads as days. */
export function spanOf(seconds: number): string {
  if (Math.round(seconds) < 0) return `−${spanOf(-seconds)}`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  const rest = whole % 60;
  if (whole >= 60 && whole < SHORT && rest > 0) return t`${minutes} min ${rest} s`;
  const hours = Math.round(whole / 3600);
  if (whole >= 86_400) return t`${count(hours)} h`;
  return longSpan(whole * 1000);
}

/** A share; with a tenth near none and near all, so that what missed one in a thousand is not "100 %". */
export function percentOf(share: number): string {
  const near = (share > 0 && share < 0.1) || (share > 0.9 && share < 1);
  return new Intl.NumberFormat(i18n.locale, { style: "percent", maximumFractionDigits: near ? 1 : 0 }).format(share);
}

function decimal(value: number): string {
  return new Intl.NumberFormat(i18n.locale, { maximumFractionDigits: 2 }).format(value);
}

/** What a number stands on: of a share, "6 de 12"; of a time, its p90 and n. */
export function groundWords(measure: ReportMeasure, figure: ReportFigure): string {
  const n = count(figure.n);
  switch (measure.kind) {
    case "count":
      return "";
    case "share": {
      const counted = count(figure.counted ?? 0);
      return t`${counted} de ${n}`;
    }
    case "quantiles":
    case "mean":
      return figure.p90 === null ? t`n = ${n}` : t`p90 ${spanOf(figure.p90)} · n = ${n}`;
    case "sum":
    case "stars":
    case "score":
    case "money":
      return t`n = ${n}`;
    case "ratio": {
      if (figure.per === null) return t`n = ${n}`;
      if (measure.key === "time_per_answer") {
        const answers = count(figure.per);
        return t`${answers} respuestas`;
      }
      if (measure.key === "call_patience") {
        const left = count(figure.per);
        return t`${left} abandonadas`;
      }
      if (measure.key === "call_load") return t`n = ${n}`;
      const there = spanOf(figure.per);
      return t`de ${there} presentes`;
    }
  }
}

/** One part of a number by its own reasons: of times what they come to, else how many. */
export function reasonFigure(measure: ReportMeasure, figure: ReportFigure | undefined): string {
  return measure.kind === "sum" ? spanOf(figure?.total ?? 0) : count(figure?.n ?? 0);
}

/** What was promised to these rows, each by its own country and tier, and of times how many came within it. */
export function promisedWords(measure: ReportMeasure, figure: ReportFigure): string {
  if (figure.promised_least === null || figure.promised_most === null) return "";
  const [least, most] = [spanOf(figure.promised_least), spanOf(figure.promised_most)];
  const target = figure.promised_least === figure.promised_most ? t`meta local ${least}` : t`metas locales de ${least} a ${most}`;
  if (measure.kind !== "quantiles" || figure.counted === null) return target;
  const [counted, n] = [count(figure.counted), count(figure.n)];
  return t`${target}: ${counted} de ${n} dentro`;
}

/** Business time beside the wall clock, where a measure has both. */
export function businessWords(figure: ReportFigure): string {
  if (figure.business_p50 === null || figure.business_p90 === null) return "";
  const half = spanOf(figure.business_p50);
  const most = spanOf(figure.business_p90);
  return t`en horas de atención: ${half}, p90 ${most}`;
}

/** How a number changed since the period before: points of a share, else a share of what it was. */
export function changeWords(measure: ReportMeasure, now: number | null, before: number | null): string {
  if (now === null || before === null) return t`sin comparación`;
  if (measure.kind === "share" || measure.key === "occupancy") {
    const points = Math.round((now - before) * 100);
    return points === 0 ? t`igual que antes` : t`${signed(points)} puntos`;
  }
  if (before === 0) return now === 0 ? t`igual que antes` : t`antes 0`;
  const share = Math.round((now / before - 1) * 100);
  return share === 0 ? t`igual que antes` : t`${signed(share)} %`;
}

function signed(value: number): string {
  return new Intl.NumberFormat(i18n.locale, { signDisplay: "always" }).format(value);
}

/** The target of a share, as words. */
export function targetWords(measure: ReportMeasure): string {
  if (measure.at_least !== null) {
    const least = percentOf(measure.at_least);
    return t`meta: ${least} o más`;
  }
  if (measure.at_most !== null) {
    const most = percentOf(measure.at_most);
    return t`meta: ${most} o menos`;
  }
  return "";
}

/** Whether a number misses its target; null where it has none, or there is nothing to say. */
export function misses(measure: ReportMeasure, value: number | null): boolean | null {
  if (value === null) return null;
  if (measure.at_least !== null) return value < measure.at_least;
  if (measure.at_most !== null) return value > measure.at_most;
  return null;
}
