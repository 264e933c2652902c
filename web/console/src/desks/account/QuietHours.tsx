import { t } from "@lingui/core/macro";
import { i18n } from "@lingui/core";
import type { Quiet } from "~/client/contract/preferences";
import { Field } from "~/kit/Field";
import { Switch } from "~/kit/Switch";
import css from "./NoticesPage.module.css";

const MONDAY = Date.UTC(2026, 10, 23, 12);

/** When nothing rings: a span of every day, and whole days. */
export function QuietHours({ quiet, onChange }: { quiet: Quiet; onChange: (quiet: Quiet) => void }) {
  return (
    <>
      <Switch label={t`Guardar silencio`} on={quiet.on} onChange={(on) => onChange({ ...quiet, on })} />
      {quiet.on ? (
        <>
          <div className={css.hours}>
            <Field
              type="time"
              label={t`Desde`}
              value={clock(quiet.from_minute)}
              onChange={(event) => event.target.value && onChange({ ...quiet, from_minute: minutes(event.target.value) })}
            />
            <Field
              type="time"
              label={t`Hasta`}
              value={clock(quiet.to_minute)}
              onChange={(event) => event.target.value && onChange({ ...quiet, to_minute: minutes(event.target.value) })}
            />
          </div>
          <fieldset className={css.days}>
            <legend>{t`Y todo el día`}</legend>
            {[1, 2, 3, 4, 5, 6, 7].map((day) => (
              <label key={day} className={css.day}>
                <input
                  type="checkbox"
                  checked={quiet.days.includes(day)}
                  onChange={(event) =>
                    onChange({ ...quiet, days: event.target.checked ? [...quiet.days, day].toSorted() : quiet.days.filter((one) => one !== day) })
                  }
                />
                {dayWords(day)}
              </label>
            ))}
          </fieldset>
        </>
      ) : null}
    </>
  );
}

const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

function minutes(text: string): number {
  const [hours = 0, rest = 0] = text.split(":").map(Number);
  return hours * 60 + rest;
}

function dayWords(day: number): string {
  return new Intl.DateTimeFormat(i18n.locale, { weekday: "long", timeZone: "UTC" }).format(MONDAY + (day - 1) * 86_400_000);
}
