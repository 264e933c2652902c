import { t } from "@lingui/core/macro";

/** Why the provider's own page brought no right to an account: fact, then remedy. */
export function agreementWords(reason: string): string {
  return (WORDS[reason] ?? WORDS.silence)?.() ?? reason;
}

const WORDS: Record<string, () => string> = {
  denied: () => t`La cuenta dijo que no. Comenzar de nuevo si fue un error.`,
  code: () => t`El proveedor no aceptó el código. Revisar el Client ID y el Client secret, y comenzar de nuevo.`,
  other: () => t`Dijo que sí otra cuenta. Entrar con la que se quiere conectar y comenzar de nuevo.`,
  state: () => t`La respuesta no es de este intento. Comenzar de nuevo.`,
  session: () => t`La respuesta llegó a otra sesión. Comenzar de nuevo en esta.`,
  late: () => t`Pasaron más de diez minutos. Comenzar de nuevo.`,
  silence: () => t`El proveedor no contestó. Comenzar de nuevo en un momento.`,
};
