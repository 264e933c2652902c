import { t } from "@lingui/core/macro";
import type { CallCameOf, CallOfCase, CallStretch } from "~/client/contract/calls";
import { nameWords } from "~/kit/nameWords";

/** What came of a call, or where it is. */
export function outcomeWords(one: CallOfCase): string {
  const by = nameWords(one.answered_by);
  switch (one.state) {
    case "menu":
      return t`Llamada: en el menú`;
    case "queued":
      return t`Llamada: en la cola`;
    case "calling":
      return t`Llamada de ${nameWords(one.by)}, todavía sin respuesta`;
    case "talking":
      return t`Llamada: en línea con ${by}`;
    case "held":
      return t`Llamada: en espera con ${by}`;
    case "ended":
      break;
    default:
      return one.state satisfies never;
  }
  switch (one.outcome) {
    case "answered":
      return one.direction === "out" ? t`Llamada hecha por ${nameWords(one.by)}, contestada` : t`Llamada atendida por ${by}`;
    case "unreached":
      return t`Llamada hecha por ${nameWords(one.by)}, sin respuesta`;
    case "missed":
      return t`Llamada perdida`;
    case "words":
      return t`Llamada sin atender, con mensaje de voz`;
    case "aside":
      return t`Llamada que sigue por escrito`;
    case "short":
      return t`Llamada breve, sin pedido`;
    case "":
      return t`Llamada`;
    default:
      return one.outcome satisfies never;
  }
}

/** What came of a call of ours, as who made it says. */
export function cameOfWords(said: CallCameOf): string {
  switch (said) {
    case "answered":
      return t`Contestó`;
    case "no_answer":
      return t`No contestó`;
    case "wrong":
      return t`Número equivocado`;
    case "again":
      return t`Volver a llamar`;
    case "stop":
      return t`No quiere llamadas`;
    default:
      return said satisfies never;
  }
}

/** Why a call of ours was not made, or may not have been; "" where nothing is wrong. */
export function troubleWords(code: string): string {
  switch (code) {
    case "":
      return "";
    case "unsure":
      return t`El proveedor no confirmó la llamada. No se marca otra vez: si no suena, colgar y llamar de nuevo.`;
    case "21215":
    case "13227":
      return t`La cuenta no tiene permiso para llamar a ese país. Se da en la consola de Twilio → Voice → Geo permissions.`;
    case "21211":
    case "21217":
    case "13224":
      return t`Ese número no existe en la red. Revisarlo con el contacto.`;
    case "21210":
    case "21212":
      return t`El número propio no puede hacer llamadas. Revisar la cuenta de canal.`;
    default:
      return t`El proveedor no hizo la llamada (código ${code}). Reintentar; si sigue, revisar la cuenta de canal.`;
  }
}

/** Where a stretch of a call was, and with whom. */
export function stretchWords(one: CallStretch): string {
  const who = nameWords(one.who);
  switch (one.kind) {
    case "menu":
      return t`Menú`;
    case "queue":
      return t`Cola`;
    case "ring":
      return one.who ? t`Timbre a ${who}` : t`Timbre`;
    case "dial":
      return t`Timbre al contacto`;
    case "talk":
      return one.who ? t`Conversación con ${who}` : t`Conversación`;
    case "hold":
      return t`Espera`;
    default:
      return one.kind satisfies never;
  }
}
