import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { Plus, X } from "lucide-react";
import type { OpenDay } from "~/client/contract/setup";
import { Button } from "~/kit/Button";
import { IconButton } from "~/kit/IconButton";
import css from "./DayHours.module.css";

const MONDAY = Date.UTC(2026, 0, 5);
const DAY = 86_400_000;

/** One weekday: its openings, or closed. `place` counts from Monday. */
export function DayHours({ place, day, onChange }: { place: number; day: OpenDay; onChange: (day: OpenDay) => void }) {
  const name = new Intl.DateTimeFormat(i18n.locale, { weekday: "long", timeZone: "UTC" }).format(MONDAY + place * DAY);
  const set = (at: number, opening: [string, string]) => onChange(day.map((old, n) => (n === at ? opening : old)));
  return (
    <div className={css.day} role="group" aria-label={name}>
      <span className={css.name}>{name}</span>
      <div className={css.openings}>
        {day.length === 0 ? <span className={css.closed}>{t`cerrado`}</span> : null}
        {day.map(([opens, closes], at) => (
          <span key={at} className={css.opening}>
            <input type="time" required aria-label={t`Abre`} value={opens} onChange={(event) => set(at, [event.target.value, closes])} />
            <span aria-hidden>–</span>
            <input
              type="time"
              required
              aria-label={t`Cierra`}
              value={closes === "24:00" ? "00:00" : closes}
              onChange={(event) => set(at, [opens, event.target.value])}
            />
            <IconButton icon={X} name={t`Quitar este tramo`} onClick={() => onChange(day.filter((_, n) => n !== at))} />
          </span>
        ))}
      </div>
      {day.length < 3 ? (
        <Button look="bare" onClick={() => onChange([...day, day.length === 0 ? ["09:00", "18:00"] : ["19:00", "21:00"]])}>
          <Plus size={14} aria-hidden />
          {day.length === 0 ? t`Abrir` : t`Otro tramo`}
        </Button>
      ) : null}
    </div>
  );
}
