import { t } from "@lingui/core/macro";
import type { OutlookReason } from "~/client/contract/cases";

/** Why a case goes well or badly, about the contact. */
export const REASONS: Record<OutlookReason, () => string> = {
  angry: () => t`suena molesto`,
  getting_worse: () => t`va de mal en peor`,
  repeats: () => t`repite lo que ya dijo`,
  asks_for_person: () => t`pide hablar con una persona`,
  contradicts: () => t`dice que no es eso`,
  offends: () => t`insulta`,
  waited: () => t`esperó demasiado`,
  unanswered: () => t`escribe y nadie le responde`,
  sent_away: () => t`lo mandamos a otro lado`,
  leaving: () => t`habla de irse`,
  threatens: () => t`habla de denuncias o abogados`,
  often_written: () => t`ya escribió varias veces`,
  transferred: () => t`pasó de mano en mano`,
  reopened: () => t`el caso se reabrió`,
  thanks: () => t`agradece`,
  solved: () => t`dice que quedó resuelto`,
  turns_down: () => t`no le sirve lo que se le dijo`,
  goes_along: () => t`acepta lo que se le dijo`,
};
