import { t } from "@lingui/core/macro";

/** What a variable of a saved text stands for. */
export function variableWords(name: string): string {
  return WORDS[name]?.() ?? name;
}

const WORDS: Record<string, () => string> = {
  "contact.name": () => t`nombre del contacto`,
  "contact.first_name": () => t`nombre de pila del contacto`,
  "agent.name": () => t`nombre del agente`,
  "agent.alias": () => t`alias del agente`,
  "brand.name": () => t`marca`,
  "case.number": () => t`número del caso`,
};

/** A contact to try texts on. */
export const SAMPLE: Record<string, string> = {
  "contact.name": "Rosa Huamán",
  "contact.first_name": "Rosa",
  "agent.name": "Camila Rojas",
  "agent.alias": "Cami",
  "brand.name": "Pirca",
  "case.number": "#10482",
};
