import { t } from "@lingui/core/macro";
import { AlarmClock, Pause } from "lucide-react";
import type { Waiting } from "~/client/contract/lists";
import { Chip } from "~/kit/Chip";
import { useNow } from "~/kit/now";
import { restWords } from "./waitingWords";

/** Why the case rests; `teamName` is whom it waits for, where that is known. */
export function RestChip({ waiting, teamName = null }: { waiting: Waiting; teamName?: string | null }) {
  const now = useNow();
  const Icon = waiting.on === "until" ? AlarmClock : Pause;
  return (
    <Chip tone="rest">
      <Icon size={12} aria-hidden />
      <span className="unseen">{t`A la espera de`}</span>
      {teamName ?? restWords(waiting, now)}
    </Chip>
  );
}
