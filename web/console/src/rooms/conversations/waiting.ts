import { t } from "@lingui/core/macro";
import type { Delivery } from "~/client/contract/messages";
import { untilWords } from "~/kit/untilWords";

const SHORT = 30_000; // what leaves within this needs no explanation

/** Why a message that may leave has not, and until when; null when it is about to. */
export function waitingWords({ waits, retry_at: at, provider_code: code }: Delivery, channel: string, now: number): string | null {
  if (!waits || !at || new Date(at).getTime() - now < SHORT) return null;
  const until = untilWords(at, now);
  const why = code ?? "–";
  switch (waits) {
    case "paused":
      return t`${channel} pidió esperar ${until} (${why}). Después sale solo.`;
    case "unreached":
      return t`${channel} no contesta (${why}). Saldrá solo en cuanto conteste.`;
    case "retry":
      return t`${channel} todavía no lo acepta (${why}). Espera ${until} y se reintenta solo.`;
    default:
      return waits satisfies never;
  }
}
