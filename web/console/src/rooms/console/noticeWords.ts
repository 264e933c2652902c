import { t } from "@lingui/core/macro";
import type { NoticeKind, NoticeWay } from "~/client/contract/preferences";

/** What a notice says: never more than the case and what happened. */
export function noticeWords(kind: NoticeKind, number: number): string {
  switch (kind) {
    case "new_case":
      return t`Caso nuevo: #${number}`;
    case "message":
      return t`Mensaje nuevo en el caso #${number}`;
    case "mention":
      return t`Mención en el caso #${number}`;
    case "promise":
      return t`Se vence la promesa del caso #${number}`;
    case "team_queue":
      return t`Caso en la cola del equipo: #${number}`;
    case "help":
      return t`Piden ayuda, o la dieron, en el caso #${number}`;
    case "team_promise":
      return t`Venció una promesa del equipo: caso #${number}`;
    case "token":
      return t`Token de un canal por vencer`; // pushed only, with words of the server
    case "alert":
      return t`Una alerta del tablero a mi nombre`; // the same
    default:
      return kind satisfies never;
  }
}

export function kindWords(kind: NoticeKind): string {
  switch (kind) {
    case "new_case":
      return t`Un caso nuevo a mi nombre`;
    case "message":
      return t`Un mensaje en un caso mío`;
    case "mention":
      return t`Una mención`;
    case "promise":
      return t`Una promesa por vencer o vencida`;
    case "team_queue":
      return t`Un caso en la cola del equipo`;
    case "help":
      return t`Un pedido de ayuda, o su respuesta`;
    case "team_promise":
      return t`Una promesa incumplida en un equipo que lidero`;
    case "token":
      return t`Token de un canal por vencer`;
    case "alert":
      return t`Una alerta del tablero a mi nombre`;
    default:
      return kind satisfies never;
  }
}

export function wayWords(way: NoticeWay): string {
  switch (way) {
    case "sound":
      return t`Sonido`;
    case "title":
      return t`Punto en la pestaña`;
    case "desktop":
      return t`Aviso de escritorio`;
    case "push":
      return t`Con Trato cerrado`;
    default:
      return way satisfies never;
  }
}
