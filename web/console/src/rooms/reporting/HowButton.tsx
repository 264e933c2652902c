import { t } from "@lingui/core/macro";
import { CircleHelp } from "lucide-react";
import { Popover } from "radix-ui";
import type { ReportMeasure } from "~/client/contract/reportsEndpoints";
import { IconButton } from "~/kit/IconButton";
import css from "./Reports.module.css";

/** How a measure is counted, on demand. */
export function HowButton({ measure }: { measure: ReportMeasure }) {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton icon={CircleHelp} name={t`Cómo se cuenta: ${measure.name}`} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={css.how} side="bottom" align="start" sideOffset={4} collisionPadding={8} aria-label={measure.name}>
          <p className={css.howName}>{measure.name}</p>
          <p>{measure.how}</p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
