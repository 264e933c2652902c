import { t } from "@lingui/core/macro";

/** What a person is asked to agree to, in words. */
export function purposeWords(purpose: string): string {
  return PURPOSES[purpose]?.() ?? purpose;
}

export const PURPOSES: Record<string, () => string> = {
  service: () => t`Atender sus casos`,
  marketing: () => t`Novedades y ofertas`,
  linking: () => t`Unir sus identidades`,
  profiling: () => t`Perfilar`,
  survey: () => t`Encuestas`,
  recording: () => t`Grabar llamadas`,
  training: () => t`Entrenar modelos`,
};
