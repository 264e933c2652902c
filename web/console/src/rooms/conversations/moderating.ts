import { t } from "@lingui/core/macro";
import type { QueryClient } from "@tanstack/react-query";
import type { CaseDetail } from "~/client/contract/cases";
import type { Message } from "~/client/contract/messages";
import type { Moderation, ModerationDeed } from "~/client/contract/moderation";
import { call } from "~/client/http";
import { uuid7 } from "~/client/uuid7";
import type { Deed } from "~/kit/deed";
import { threadQuery, type ThreadPages } from "./queries";
import { keep } from "./thread";

const RESTS = 5_000; // as long as a deletion can be taken back

/** What may be done now with something said in public: what its channel can, and what it is not already. */
export function actsFor(one: CaseDetail, message: Message): Moderation[] {
  const can = one.conversations.find((each) => each.id === message.conversation_id)?.capabilities;
  if (!can || !message.public || message.deleted_at || busy(message.moderation)) return [];
  if (message.delivery && !["sent", "delivered", "read"].includes(message.delivery.state)) return [];
  const acts = message.direction === "in" ? can.moderation : can.own_moderation;
  return acts.filter((act) => one.may.includes(act === "delete" ? "message.remove" : "message.moderate") && makesSense(act, message));
}

function makesSense(act: Moderation, message: Message): boolean {
  switch (act) {
    case "hide":
      return !message.hidden;
    case "unhide":
      return message.hidden;
    case "like":
      return !message.liked;
    case "unlike":
      return message.liked;
    case "delete":
      return true;
    default:
      return act satisfies never;
  }
}

export function busy(deed: ModerationDeed | null): boolean {
  return deed?.state === "queued" || deed?.state === "sending";
}

/** Ask for it; its undo takes it back, or asks the opposite. What was deleted can be taken back only while it rests. */
export function moderating(cache: QueryClient, one: CaseDetail, message: Message, act: Moderation): Deed<Message> {
  const moderation_id = uuid7();
  const show = (answer: Message) =>
    void cache.setQueryData(threadQuery(one.id).queryKey, (old) => (old ? keep(old as ThreadPages, { kind: "message", message: answer }) : old));
  return {
    said: saidWords(act),
    run: () => call("POST /messages/{id}/moderate", { path: { id: message.id }, body: { moderation_id, act } }),
    undo: () => call("POST /moderations/{id}/undo", { path: { id: moderation_id }, body: { undo_id: uuid7() } }).then(show),
    then: show,
    ...(act === "delete" ? { lasts: RESTS } : {}),
  };
}

/** Ask again for what failed. */
export function retrying(cache: QueryClient, one: CaseDetail, deed: ModerationDeed): Deed<Message> {
  return {
    said: t`Se pidió otra vez`,
    run: () => call("POST /moderations/{id}/retry", { path: { id: deed.id }, body: {} }),
    undo: null,
    then: (answer) =>
      void cache.setQueryData(threadQuery(one.id).queryKey, (old) => (old ? keep(old as ThreadPages, { kind: "message", message: answer }) : old)),
  };
}

/** The deed, as a menu and the palette name it. */
export function actWords(act: Moderation): string {
  switch (act) {
    case "hide":
      return t`Ocultar del público`;
    case "unhide":
      return t`Volver a mostrar`;
    case "delete":
      return t`Eliminar del canal`;
    case "like":
      return t`Me gusta`;
    case "unlike":
      return t`Quitar el me gusta`;
    default:
      return act satisfies never;
  }
}

function saidWords(act: Moderation): string {
  switch (act) {
    case "hide":
      return t`Comentario oculto`;
    case "unhide":
      return t`Comentario a la vista`;
    case "delete":
      return t`Comentario eliminado`;
    case "like":
      return t`Me gusta, en nombre de la cuenta`;
    case "unlike":
      return t`Sin me gusta`;
    default:
      return act satisfies never;
  }
}

/** What is going on with it, or why it did not come to be. */
export function standingWords(deed: ModerationDeed, channel: string): string {
  if (deed.state !== "failed") return goingWords(deed.act);
  switch (deed.reason_code) {
    case "gone":
      return t`Ya no está en ${channel}: alguien lo borró allí.`;
    case "auth":
      return t`${channel} ya no acepta la cuenta. Quien administra los canales puede renovarla.`;
    case "unreachable":
      return t`${channel} no respondió: no se sabe si se hizo. Pedirlo otra vez no hace daño.`;
    default:
      return deed.provider_code ? t`${channel} no lo permite (${deed.provider_code}).` : t`${channel} no lo permite.`;
  }
}

function goingWords(act: Moderation): string {
  switch (act) {
    case "hide":
      return t`Ocultando…`;
    case "unhide":
      return t`Volviendo a mostrar…`;
    case "delete":
      return t`Eliminando…`;
    case "like":
    case "unlike":
      return t`Avisando al canal…`;
    default:
      return act satisfies never;
  }
}
