import { t } from "@lingui/core/macro";
import { Image } from "lucide-react";
import css from "./CardStrip.module.css";

export interface ShownAsCard {
  title: string;
  subtitle?: string;
  picture?: string;
  buttons: { title: string; link: string }[];
}

/** Cards side by side, as people see them. Their pictures lie elsewhere and are not fetched here: they open. */
export function CardStrip({ cards }: { cards: ShownAsCard[] }) {
  return (
    <ul className={css.strip} aria-label={t`Tarjetas`}>
      {cards.map((one, at) => (
        <li key={at} className={css.card}>
          {one.picture ? (
            <a className={css.picture} href={one.picture} target="_blank" rel="noreferrer">
              <Image size={16} aria-hidden />
              {t`Ver imagen`}
            </a>
          ) : null}
          <b>{one.title}</b>
          {one.subtitle ? <span className={css.subtitle}>{one.subtitle}</span> : null}
          {one.buttons.map((button) =>
            button.link ? (
              <a key={button.title} className={css.button} href={button.link} target="_blank" rel="noreferrer">
                {button.title}
              </a>
            ) : (
              <span key={button.title} className={css.button}>
                {button.title}
              </span>
            ),
          )}
        </li>
      ))}
    </ul>
  );
}
