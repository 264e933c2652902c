import { t } from "@lingui/core/macro";

const WORDS: Record<string, () => string> = {
  "origins.not_a_site": () => t`Un sitio se escribe como https://pirca.pe o https://*.pirca.pe, sin ruta.`,
  "origins.not_https": () => t`El sitio necesita https: sin él, cualquiera en el camino lee la conversación.`,
  "origins.too_many": () => t`Son demasiados sitios: el tope es 50. Un asterisco cubre todos los de un dominio.`,
  "accent.not_a_colour": () => t`Un color se escribe como #0b6b57.`,
  "greetings.too_long": () => t`El saludo pasa de 120 letras. Acortarlo.`,
  "brand.too_long": () => t`El nombre pasa de 60 letras. Acortarlo.`,
  "assistant.too_long": () => t`El nombre pasa de 60 letras. Acortarlo.`,
  "links.not_a_page": () => t`Un enlace empieza con https://.`,
  "links.without_title": () => t`A un enlace le falta su título.`,
  "links.too_long": () => t`Un título pasa de 60 letras. Acortarlo.`,
  "links.too_many": () => t`El tope es de seis enlaces.`,
  "privacy_url.not_a_page": () => t`La dirección del aviso empieza con https://.`,
  "attributes.not_a_key": () => t`Un nombre lleva minúsculas, cifras y guion bajo: plan_actual.`,
  "attributes.twice": () => t`Un nombre está dos veces.`,
  "activities.not_a_key": () => t`Un nombre lleva minúsculas, cifras y guion bajo: pedido_hecho.`,
  "activities.twice": () => t`Un nombre está dos veces.`,
};

/** Why a field of a chat was refused. */
export function chatProblemWords(field: string, reason: string | undefined): string | undefined {
  return reason === undefined ? undefined : (WORDS[`${field}.${reason}`]?.() ?? t`Este valor no se aceptó.`);
}
