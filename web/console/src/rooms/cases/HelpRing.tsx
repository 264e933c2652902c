import { t } from "@lingui/core/macro";
import { Flag } from "lucide-react";
import type { HelpClock } from "~/client/contract/help";
import { Chip } from "~/kit/Chip";
import { exactMoment, span } from "~/kit/formats";
import { useNow } from "~/kit/now";
import { Ring } from "~/kit/Ring";

/** What is left of an expectation between teams; a flag and the delay once broken. */
export function HelpRing({ clock }: { clock: HelpClock }) {
  const now = useNow();
  const due = Date.parse(clock.due_at);
  const begun = Date.parse(clock.started_at);
  const title = clock.target === "acceptance" ? t`Aceptar antes de: ${exactMoment(clock.due_at)}` : t`Responder antes de: ${exactMoment(clock.due_at)}`;
  if (clock.state === "breached" || due <= now) {
    return (
      <Chip tone="breached" title={title}>
        <Flag size={12} aria-hidden />
        <span className="unseen">{t`Expectativa incumplida por`}</span>
        {`−${span(due - now)}`}
      </Chip>
    );
  }
  return (
    <Chip tone={Date.parse(clock.approach_at) <= now ? "approaching" : "rest"} title={title}>
      <Ring share={due <= begun ? 1 : Math.min(1, Math.max(0, (now - begun) / (due - begun)))} />
      <span className="unseen">{t`Quedan`}</span>
      {span(due - now)}
    </Chip>
  );
}
