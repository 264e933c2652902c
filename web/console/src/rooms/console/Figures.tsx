import { t } from "@lingui/core/macro";
import type { Wall } from "~/client/contract/floor";
import { useNow } from "~/kit/now";
import { FigureView } from "./FigureView";
import { figuresOf } from "./figures";
import css from "./Figures.module.css";

/** The numbers of a board side by side; waits go on by themselves. */
export function Figures({ wall, large = false }: { wall: Wall; large?: boolean }) {
  const now = useNow(1_000);
  return (
    <section className={css.figures} data-large={large} aria-label={t`Números del tablero`}>
      {figuresOf(wall.numbers, wall.crew, wall.targets, null, now).map((one) => (
        <FigureView key={one.measure} figure={one} large={large} />
      ))}
    </section>
  );
}
