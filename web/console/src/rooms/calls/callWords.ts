import { t } from "@lingui/core/macro";
import type { CallOfCase, CallStretch } from "~/client/contract/calls";
import { nameWords } from "~/kit/nameWords";

/** What came of a call, or where it is. */
export function outcomeWords(one: CallOfCase): string {
  const by = nameWords(one.answered_by);
  switch (one.state) {
    case "menu":
      return t`Llamada: en el menú`;
    case "queued":
      return t`Llamada: en la cola`;
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
      return t`Llamada atendida por ${by}`;
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
    case "talk":
      return one.who ? t`Conversación con ${who}` : t`Conversación`;
    case "hold":
      return t`Espera`;
    default:
      return one.kind satisfies never;
  }
}
