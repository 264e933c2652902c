import { plural, t } from "@lingui/core/macro";
import type { Hint } from "~/client/contract/coachingEndpoints";

/** What a hint says, and what to do about it. */
export function hintWords({ code, minutes }: Hint): { what: string; todo: string } {
  switch (code) {
    case "promise_near":
      return {
        what: minutes ? plural(minutes, { one: "La promesa vence en # minuto", many: "La promesa vence en # de minutos", other: "La promesa vence en # minutos" }) : t`La promesa vence en menos de un minuto`,
        todo: t`Responder ahora, aunque sea con lo que se sabe.`,
      };
    case "asks_for_person":
      return { what: t`Pide hablar con una persona`, todo: t`Decir quién atiende, con nombre, y qué sigue.` };
    case "angry_turn":
      return { what: t`El último mensaje suena molesto`, todo: t`Reconocer el problema antes de pedir datos.` };
    case "verify_first":
      return { what: t`Falta verificar quién es`, todo: t`Esta marca pide verificar la identidad antes de tratar documentos, cuentas o tarjetas.` };
    case "question_left":
      return { what: t`Quedó una pregunta sin responder`, todo: t`La respuesta no toca lo que el contacto preguntó: revisar su mensaje.` };
    case "repeats":
      return { what: t`El contacto repite lo que ya dijo`, todo: t`Resumir lo entendido y decir qué pasa ahora.` };
    case "long_silence":
      return {
        what: plural(minutes ?? 0, { one: "Espera respuesta desde hace # minuto", many: "Espera respuesta desde hace # de minutos", other: "Espera respuesta desde hace # minutos" }),
        todo: t`Avisar que se sigue viendo, y cuándo habrá noticias.`,
      };
    case "no_greeting":
      return { what: t`La primera respuesta no saluda`, todo: t`Un saludo con nombre cambia el tono de lo que sigue.` };
    default:
      return code satisfies never;
  }
}
