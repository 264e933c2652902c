import { t } from "@lingui/core/macro";
import { Refused } from "~/client/http";

/** Why the server took a password for weak; undefined for any other refusal. */
export function weakWords(error: unknown): string | undefined {
  if (!(error instanceof Refused) || error.problem.code !== "password_too_weak") return undefined;
  switch (error.problem.reason) {
    case "too_short":
      return t`Hacen falta al menos ${Number(error.problem.least ?? 10)} caracteres. Una frase de varias palabras es fácil de recordar.`;
    case "too_long":
      return t`Pasa de ${Number(error.problem.most ?? 256)} caracteres.`;
    case "like_email":
      return t`Se parece al correo: se adivina enseguida. Elegir otra.`;
    default:
      return t`Está entre las que se prueban primero. Elegir otra.`;
  }
}
