import { longDay } from "~/kit/formats";
import css from "./Thread.module.css";

export function DayView({ at }: { at: string }) {
  return (
    <div className={css.entry}>
      <p className={css.day}>{longDay(at)}</p>
    </div>
  );
}
