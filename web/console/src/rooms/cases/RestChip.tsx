import { t } from "@lingui/core/macro";
import { AlarmClock, Pause } from "lucide-react";
import type { Waiting } from "~/client/contract";
import { Chip } from "~/kit/Chip";
import { useNow } from "~/kit/now";
import { restWords } from "./waitingWords";

/** Why the case rests. */
export function RestChip({ waiting }: { waiting: Waiting }) {
  const now = useNow();
  const Icon = waiting.on === "until" ? AlarmClock : Pause;
  return (
    <Chip tone="rest">
      <Icon size={12} aria-hidden />
      <span className="unseen">{t`A la espera de`}</span>
      {restWords(waiting, now)}
    </Chip>
  );
}
