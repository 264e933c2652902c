import type { ComponentProps } from "react";
import css from "./Button.module.css";
import { cx } from "./cx";

/** `bare`: only its glyph or words. `main`: the one deed of a pane. */
export function Button({ look = "plain", className, ...rest }: ComponentProps<"button"> & { look?: Look }) {
  return <button type="button" {...rest} className={cx(css.button, look !== "plain" && css[look], className)} />;
}

export type Look = "plain" | "main" | "bare" | "danger";
