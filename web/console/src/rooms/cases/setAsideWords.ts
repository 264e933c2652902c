import { t } from "@lingui/core/macro";
import type { SetAsideReason } from "~/client/contract/lists";

export const SET_ASIDE_REASONS: SetAsideReason[] = ["spam", "troll", "no_engage", "courtesy", "duplicate", "test"];

export function setAsideWords(reason: SetAsideReason): string {
  switch (reason) {
    case "spam":
      return t`correo o mensaje basura`;
    case "troll":
      return t`provocación`;
    case "no_engage":
      return t`no pide respuesta`;
    case "courtesy":
      return t`cortesía`;
    case "duplicate":
      return t`duplicado`;
    case "test":
      return t`prueba`;
    case "blocked":
      return t`contacto bloqueado`;
    case "other_app":
      return t`responde otra aplicación`;
    default:
      return reason satisfies never;
  }
}
