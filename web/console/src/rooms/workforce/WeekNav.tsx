import { t } from "@lingui/core/macro";
import { ChevronLeft, ChevronRight } from "lucide-react";
import type { Day } from "~/client/contract/schedules";
import { Button } from "~/kit/Button";
import { IconButton } from "~/kit/IconButton";
import css from "./WeekNav.module.css";
import { addDays, weekWords } from "./weekDays";

/** One week after the other, and back to this one. */
export function WeekNav({ monday, present, onChoose }: { monday: Day; present: Day; onChoose: (monday: Day) => void }) {
  return (
    <div className={css.nav} role="group" aria-label={t`Semana`}>
      <IconButton icon={ChevronLeft} name={t`Semana anterior`} onClick={() => onChoose(addDays(monday, -7))} />
      <span className={css.words} role="status">
        {weekWords(monday)}
      </span>
      <IconButton icon={ChevronRight} name={t`Semana siguiente`} onClick={() => onChoose(addDays(monday, 7))} />
      {monday === present ? null : <Button onClick={() => onChoose(present)}>{t`Esta semana`}</Button>}
    </div>
  );
}
