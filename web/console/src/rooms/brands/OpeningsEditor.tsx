import { t } from "@lingui/core/macro";
import { Plus, X } from "lucide-react";
import type { Opening } from "~/client/contract/hours";
import { Button } from "~/kit/Button";
import { IconButton } from "~/kit/IconButton";
import { hourOf, openingBetween } from "./hourWords";
import css from "./OpeningsEditor.module.css";

const USUAL: Opening = { opens: 540, closes: 1080 };

/** The stretches of one day, each from an hour to an hour; one that ends earlier ends the next day. */
export function OpeningsEditor({ day, openings, onChange }: Props) {
  const put = (place: number, from: string, to: string) => {
    const one = openingBetween(from, to);
    if (one) onChange(openings.map((old, at) => (at === place ? one : old)));
  };
  const last = openings.at(-1);
  const next: Opening = last && last.closes < 1380 ? { opens: last.closes + 60, closes: Math.min(last.closes + 300, 1440) } : USUAL;
  return (
    <div className={css.openings}>
      {openings.length === 0 ? <span className={css.closed}>{t`Cerrado`}</span> : null}
      {openings.map((one, place) => {
        const from = hourOf(one.opens);
        const to = hourOf(one.closes);
        return (
          // oxlint-disable-next-line react/no-array-index-key -- a stretch has no name but its place
          <div className={css.opening} key={place}>
            <input type="time" aria-label={t`${day}: abre`} value={from} onChange={(event) => put(place, event.target.value, to)} />
            <span aria-hidden>–</span>
            <input type="time" aria-label={t`${day}: cierra`} value={to} onChange={(event) => put(place, from, event.target.value)} />
            {one.closes > 1440 ? <span className={css.next}>{t`del día siguiente`}</span> : null}
            <IconButton
              icon={X}
              size={14}
              name={t`${day}: quitar ${from}–${to}`}
              onClick={() => onChange(openings.filter((_, at) => at !== place))}
            />
          </div>
        );
      })}
      <Button look="bare" aria-label={openings.length === 0 ? t`${day}: abrir` : t`${day}: agregar tramo`} onClick={() => onChange([...openings, next])}>
        <Plus size={14} aria-hidden />
        {openings.length === 0 ? t`Abrir` : t`Tramo`}
      </Button>
    </div>
  );
}

interface Props {
  /** What the fields are of, for whoever does not see it: "lunes". */
  day: string;
  openings: Opening[];
  onChange: (openings: Opening[]) => void;
}
