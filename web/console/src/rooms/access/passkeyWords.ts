import { t } from "@lingui/core/macro";
import { problemWords } from "~/kit/problemWords";
import { NotAnswered } from "./passkey";

/** Why a passkey was not made or not taken. */
export function passkeyProblem(error: unknown): string {
  if (!(error instanceof NotAnswered)) return problemWords(error);
  if (error.message === "InvalidStateError") return t`Este equipo ya tiene una llave de esta cuenta.`;
  if (error.message === "SecurityError") return t`Las llaves de acceso solo funcionan en la dirección propia de Trato, por https.`;
  return t`El navegador no recibió respuesta. Volver a intentar cuando el equipo esté a mano.`;
}
