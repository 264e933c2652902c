import type { ReactNode } from "react";
import css from "./OfferMenu.module.css";

export interface Offer {
  id: string;
  glyph?: ReactNode;
  words: string;
  side?: ReactNode;
}

/** Choices docked above a field that keeps the focus and the keys; `inner` where something else draws the edges. */
export function OfferMenu({ id, label, none, offers, active, inner, onPick, onActive }: Props) {
  return (
    <div className={css.offers} data-inner={inner} role="listbox" id={id} aria-label={label}>
      {offers.map((one, place) => (
        <div
          key={one.id}
          id={`${id}-${place}`}
          role="option"
          aria-selected={place === active}
          tabIndex={-1}
          className={css.item}
          ref={place === active ? (row) => row?.scrollIntoView({ block: "nearest" }) : undefined}
          onMouseMove={() => place === active || onActive(place)}
          onMouseDown={(event) => {
            event.preventDefault();
            onPick(place);
          }}
        >
          {one.glyph ? <span className={css.glyph}>{one.glyph}</span> : null}
          <span className="cut">{one.words}</span>
          {one.side ? <span className={css.side}>{one.side}</span> : null}
        </div>
      ))}
      {offers.length === 0 ? <p className={css.none}>{none}</p> : null}
    </div>
  );
}

interface Props {
  id: string;
  label: string;
  none: string;
  offers: Offer[];
  active: number;
  inner?: boolean;
  onPick: (place: number) => void;
  onActive: (place: number) => void;
}
