import { t } from "@lingui/core/macro";
import type { QueuePlace } from "~/client/contract/placeEndpoints";
import { clockTime, longSpan, sameDay, shortDay } from "~/kit/formats";

const MINUTE = 60_000;

/** Where a case stands in its queue, and how long it may wait or when its queue opens; null where it waits in none. */
export function placeWords({ place, seconds, opens_at }: QueuePlace, now: number): string | null {
  if (place === null) return null;
  if (opens_at) {
    const when = sameDay(opens_at, now) ? clockTime(opens_at) : `${shortDay(opens_at, now)}, ${clockTime(opens_at)}`;
    return t`${place}.º en la cola, que abre: ${when}`;
  }
  if (seconds === null) return t`${place}.º en la cola`;
  const wait = longSpan(Math.max(1, Math.ceil((seconds * 1_000) / MINUTE)) * MINUTE);
  return t`${place}.º en la cola, cerca de ${wait}`;
}
