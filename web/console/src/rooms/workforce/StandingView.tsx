import { t } from "@lingui/core/macro";
import { TriangleAlert } from "lucide-react";
import type { ExpectedPart } from "~/client/contract/floor";
import { Chip } from "~/kit/Chip";
import { clockTime } from "~/kit/formats";
import { expectedName } from "./shiftWords";
import type { Standing } from "./standing";

/** What somebody's shift says of now: quiet where they keep it, marked where they do not. */
export function StandingView({ standing }: { standing: Standing }) {
  if (standing.kind !== "broken") return quietWords(standing);
  return (
    <Chip tone="approaching">
      <TriangleAlert size={12} aria-hidden />
      {brokenWords(standing.part)}
    </Chip>
  );
}

function quietWords(standing: Exclude<Standing, { kind: "broken" }>): string {
  switch (standing.kind) {
    case "unplanned":
      return t`sin turno hoy`;
    case "before": {
      const at = clockTime(standing.until);
      return t`entra a las ${at}`;
    }
    case "between": {
      const at = clockTime(standing.until);
      return t`vuelve a las ${at}`;
    }
    case "after": {
      const at = clockTime(standing.since);
      return t`salió a las ${at}`;
    }
    case "kept": {
      const [part, at] = [expectedName(standing.part.what), clockTime(standing.part.until)];
      return t`${part} hasta las ${at}`;
    }
    default:
      return standing satisfies never;
  }
}

function brokenWords({ what, until }: ExpectedPart): string {
  const at = clockTime(until);
  switch (what) {
    case "work":
      return t`debería atender hasta las ${at}`;
    case "break":
      return t`debería estar en pausa hasta las ${at}`;
    case "meeting":
      return t`debería estar en reunión hasta las ${at}`;
    case "training":
      return t`debería estar en capacitación hasta las ${at}`;
    default:
      return what satisfies never;
  }
}
