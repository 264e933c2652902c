import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import type { Readability } from "~/client/contract/firm";

export function easeWords(ease: Readability["ease"]): string {
  return EASES[ease]();
}

const EASES: Record<Readability["ease"], () => string> = {
  very_hard: () => t`muy difícil de leer`,
  somewhat_hard: () => t`algo difícil de leer`,
  normal: () => t`se lee bien`,
  fairly_easy: () => t`bastante fácil de leer`,
  very_easy: () => t`muy fácil de leer`,
};

/** "INFLESZ (Szigriszt-Pazos) 71,4; Fernández-Huerta 74,0". */
export function formulaWords({ formula, score, second }: Readability): string {
  const said = new Intl.NumberFormat(i18n.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const first = `${FORMULAS[formula]} ${said.format(score)}`;
  return second === null ? first : `${first}; Fernández-Huerta ${said.format(second)}`;
}

const FORMULAS: Record<Readability["formula"], string> = {
  szigriszt_pazos: "INFLESZ (Szigriszt-Pazos)",
  martins: "Flesch (Martins et al.)",
  flesch: "Flesch",
};
