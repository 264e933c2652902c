import { t } from "@lingui/core/macro";
import { Copy } from "lucide-react";
import type { Opening } from "~/client/contract/hours";
import { IconButton } from "~/kit/IconButton";
import { weekdayWords } from "./hourWords";
import { OpeningsEditor } from "./OpeningsEditor";
import css from "./WeekEditor.module.css";

/** Seven days, Monday first; one day's hours can be given to all weekdays. */
export function WeekEditor({ week, onChange }: { week: Opening[][]; onChange: (week: Opening[][]) => void }) {
  return (
    <div className={css.week}>
      {week.map((openings, day) => {
        const name = weekdayWords(day);
        return (
          <div className={css.day} key={name} role="group" aria-label={name}>
            <span className={css.name}>{name}</span>
            <OpeningsEditor
              day={name}
              openings={openings}
              onChange={(changed) => onChange(week.map((old, at) => (at === day ? changed : old)))}
            />
            {day < 5 ? (
              <IconButton
                icon={Copy}
                size={14}
                name={t`Copiar el horario de ${name} de lunes a viernes`}
                onClick={() => onChange(week.map((old, at) => (at < 5 ? openings : old)))}
              />
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
