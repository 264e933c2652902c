import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import type { WhatIfNumber, Within } from "~/client/contract/whatIfEndpoints";
import { longSpan } from "~/kit/formats";

type Kind = "share" | "seconds" | "count" | "index";

/** The numbers that are compared, in order. */
export function numberRows(withBot: boolean): { name: WhatIfNumber; words: string; kind: Kind }[] {
  return [
    { name: "service_level", words: t`Respondidos a tiempo`, kind: "share" },
    { name: "breaches", words: t`Promesas rotas`, kind: "count" },
    { name: "wait_p50", words: t`Espera, la mitad`, kind: "seconds" },
    { name: "wait_p90", words: t`Espera, nueve de cada diez`, kind: "seconds" },
    { name: "abandonment", words: t`Abandono`, kind: "share" },
    { name: "occupancy", words: t`Ocupación`, kind: "share" },
    { name: "gini", words: t`Desigualdad de la carga (Gini)`, kind: "index" },
    ...(withBot ? [{ name: "by_bot" as const, words: t`Resueltos por el bot`, kind: "count" as const }] : []),
  ];
}

/** A number as its kind is read; "—" where there was nothing to measure. */
export function numberWords(kind: Kind, value: number | null): string {
  if (value === null) return "—";
  if (kind === "seconds") return waitWords(value);
  return plain(kind === "share" ? { style: "percent", maximumFractionDigits: 1 } : { maximumFractionDigits: kind === "index" ? 3 : 1 }, value);
}

/** A difference with its sign; of shares in points. */
export function differenceWords(kind: Kind, value: number | null): string {
  if (value === null) return "—";
  const sign = value > 0 ? "+" : value < 0 ? "−" : "";
  const size = Math.abs(value);
  if (kind === "seconds") return sign + waitWords(size);
  if (kind === "index") return sign + plain({ maximumFractionDigits: 3 }, size);
  const said = sign + plain({ maximumFractionDigits: 1 }, kind === "share" ? size * 100 : size);
  if (kind !== "share") return said;
  return Math.round(size * 1000) === 10 ? t`${said} punto` : t`${said} puntos`;
}

/** Seconds so that two waits and their difference agree: "16,4 s", "11 min 20 s", "2 h 5 min". */
function waitWords(seconds: number): string {
  if (seconds < 60) return t`${plain({ maximumFractionDigits: 1 }, seconds)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  const rest = whole % 60;
  return whole < 3600 && rest > 0 ? t`${minutes} min ${rest} s` : longSpan(whole * 1000);
}

/** Whether a difference as large as this comes about by chance: its interval holds none. */
export function mayBeChance(difference: number | null, within: Within | null): boolean {
  return difference !== null && difference !== 0 && within !== null && within[0] <= 0 && within[1] >= 0;
}

function plain(options: Intl.NumberFormatOptions, value: number): string {
  return new Intl.NumberFormat(i18n.locale, options).format(value);
}
