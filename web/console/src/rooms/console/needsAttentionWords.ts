import { t } from "@lingui/core/macro";

/** Why a delivery could not be read, in words; the exact error is kept beside it. */
export function deadWords(error: string): string {
  if (error.startsWith("malformed")) return t`No tiene la forma que manda el canal`;
  if (error.includes("another account")) return t`Es de otra cuenta`;
  if (error.includes("account is gone")) return t`Su cuenta de canal ya no está`;
  return t`Falló al leerse, varias veces`;
}

/** What should have followed from a fact. */
export function reactionWords(reaction: string): string {
  return REACTIONS[reaction]?.() ?? reaction;
}

const REACTIONS: Record<string, () => string> = {
  sla_follow: () => t`Recalcular las promesas`,
  webhooks: () => t`Avisar a otros sistemas`,
  cadence: () => t`Dar ritmo a la espera`,
  leaving: () => t`Notar que el contacto se fue`,
  follow_identities: () => t`Seguir un cambio de identidad`,
  held_again: () => t`Volver a juzgar lo retenido`,
  consent_answered: () => t`Guardar un consentimiento`,
};
