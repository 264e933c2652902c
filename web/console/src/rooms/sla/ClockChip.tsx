import { t } from "@lingui/core/macro";
import { Flag, Pause } from "lucide-react";
import type { Clock } from "~/client/contract/lists";
import { Chip } from "~/kit/Chip";
import { exactMoment, span } from "~/kit/formats";
import { useNow } from "~/kit/now";
import { Ring } from "~/kit/Ring";
import { promised, slack, used } from "./slack";
import { targetWords } from "./targetWords";

/** A promise in one chip: its ring and what is left of it; a flag and the delay once broken. */
export function ClockChip({ clock, sentence = false }: { clock: Clock; sentence?: boolean }) {
  const now = useNow();
  const state = promised(clock, now);
  const left = slack(clock, now);
  const title = clock.due_at ? `${targetWords(clock.target)}: ${exactMoment(clock.due_at)}` : targetWords(clock.target);
  switch (state) {
    case "breached": {
      const late = span(left);
      return (
        <Chip tone="breached" title={title}>
          <Flag size={12} aria-hidden />
          <span className="unseen">{t`Promesa incumplida por`}</span>
          {sentence ? `${targetWords(clock.target)} · −${late}` : `−${late}`}
        </Chip>
      );
    }
    case "approaching":
    case "running": {
      const rest = span(left);
      return (
        <Chip tone={state === "approaching" ? "approaching" : "rest"} title={title}>
          <Ring share={used(clock, now)} />
          <span className="unseen">{t`Quedan`}</span>
          {sentence ? dueWords(clock.target, rest) : rest}
        </Chip>
      );
    }
    case "paused":
      return (
        <Chip tone="rest" title={title}>
          <Pause size={12} aria-hidden />
          {t`en pausa`}
        </Chip>
      );
    case "kept":
      return null;
    default:
      return state satisfies never;
  }
}

function dueWords(target: Clock["target"], rest: string): string {
  return target === "resolution" ? t`Resolver en ${rest}` : t`Responder en ${rest}`;
}
