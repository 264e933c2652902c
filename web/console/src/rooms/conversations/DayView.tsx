import { longDay } from "~/kit/formats";
import css from "./Thread.module.css";

export function DayView({ at }: { at: string }) {
  return (
    <li className={css.entry}>
      <p className={css.day}>{longDay(at)}</p>
    </li>
  );
}
