import type { ReactNode } from "react";
import css from "./Chip.module.css";
import { cx } from "./cx";

export type Tone = "plain" | "line" | "rest" | "approaching" | "breached" | "uncertain";

export function Chip({ tone = "plain", title, children }: { tone?: Tone; title?: string; children: ReactNode }) {
  return (
    <span className={cx(css.chip, tone !== "plain" && css[tone])} title={title}>
      {children}
    </span>
  );
}
