import { t } from "@lingui/core/macro";
import type { Help, HelpState } from "~/client/contract/help";

/** Of whom help is asked, as it stands in a sentence. */
export function askedWords(one: Help): string {
  if (one.person) return one.person;
  const team = one.team ?? t`un equipo`;
  return one.level === "supervisor" ? t`quien lidera ${team}` : team;
}

export function helpStateWords(state: HelpState): string {
  switch (state) {
    case "asked":
      return t`Espera que alguien acepte`;
    case "accepted":
      return t`Aceptada`;
    case "answered":
      return t`Respondida`;
    case "handed_over":
      return t`El caso pasó`;
    case "declined":
      return t`No se pudo ayudar`;
    case "withdrawn":
      return t`Retirada`;
    case "case_ended":
      return t`El caso terminó`;
    default:
      return state satisfies never;
  }
}

/** Who asks whom for what, and who came. */
export function helpWords(one: Help): string {
  const asker = one.mine ? t`Pedido propio` : one.by.name || t`Una regla`;
  const asked = askedWords(one);
  if (one.state === "accepted") return one.mine ? t`${one.accepted_by?.name ?? ""} ayuda con el caso` : t`${asker} espera la respuesta de ${one.accepted_by?.name ?? ""}`;
  if (one.mine) return one.hands_over ? t`Se pidió a ${asked} que tome el caso` : t`Se pidió ayuda a ${asked}`;
  return one.hands_over ? t`${asker} quiere pasar el caso a ${asked}` : t`${asker} pide ayuda a ${asked}`;
}
