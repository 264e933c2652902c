import { t } from "@lingui/core/macro";

const WORDS: Record<string, () => string> = {
  "contact.name": () => t`nombre del contacto`,
  "contact.first_name": () => t`primer nombre del contacto`,
  "agent.name": () => t`nombre de quien atiende`,
  "agent.alias": () => t`nombre que ve el contacto`,
  "brand.name": () => t`marca`,
  "case.number": () => t`número del caso`,
  "case.subject": () => t`asunto`,
  opens: () => t`cuándo se abre`,
  answer_by: () => t`hora prometida`,
  expected_by: () => t`hora prevista`,
};

/** A variable in plain words; one without its own keeps its name. */
export function variableWords(name: string): string {
  return WORDS[name]?.() ?? name;
}
