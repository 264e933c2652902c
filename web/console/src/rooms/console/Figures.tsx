import { t } from "@lingui/core/macro";
import type { Wall } from "~/client/contract/floor";
import type { TriageQuery } from "~/client/contract/triage";
import { AsideCount } from "~/kit/AsideCount";
import { useNow } from "~/kit/now";
import { FigureView } from "./FigureView";
import { figuresOf } from "./figures";
import css from "./Figures.module.css";

/** The numbers of a board side by side; waits go on by themselves. `aside` is where what was set aside is listed. */
export function Figures({ wall, large = false, aside = null }: { wall: Wall; large?: boolean; aside?: TriageQuery | null }) {
  const now = useNow(1_000);
  return (
    <section className={css.figures} data-large={large} aria-label={t`Números del tablero`}>
      {figuresOf(wall.numbers, wall.crew, wall.targets, null, now).map((one) => (
        <FigureView key={one.measure} figure={one} large={large} beside={one.measure === "service_level" ? <AsideCount aside={wall.numbers.aside} search={aside} /> : null} />
      ))}
    </section>
  );
}
