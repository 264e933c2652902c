import { t } from "@lingui/core/macro";
import type { ReplyKind } from "~/client/contract/automation";

export const REPLIES: Record<ReplyKind, { name: () => string; hint: () => string }> = {
  greeting: {
    name: () => t`Saludo`,
    hint: () => t`Al primer mensaje de un caso: dice que llegó.`,
  },
  away: {
    name: () => t`Fuera de horario`,
    hint: () => t`Cuando se escribe fuera del horario de atención: dice cuándo se abre.`,
  },
  slow: {
    name: () => t`Demora`,
    hint: () => t`Cuando nadie respondió en un tiempo, en horario de atención: dice para cuándo está prometida la respuesta.`,
  },
};
