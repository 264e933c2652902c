import { t } from "@lingui/core/macro";
import type { ReactNode } from "react";
import type { CaseOffer } from "~/client/contract/routing";
import { Button } from "~/kit/Button";
import type { Ready } from "~/kit/command";
import { Kbd } from "~/kit/Kbd";
import { useNow } from "~/kit/now";
import css from "./OfferBar.module.css";

/** The case that one is asked to take, with the time that is left to say so. `more` others wait behind it. */
export function OfferBar({ offer, more, glyph, accept, decline }: Props) {
  const now = useNow(1_000);
  const [from, until] = [Date.parse(offer.offered_at), Date.parse(offer.ends_at)];
  const left = Math.max(0, Math.ceil((until - now) / 1_000));
  const share = Math.min(1, Math.max(0, (until - now) / Math.max(1, until - from)));
  const who = offer.contact || t`Alguien sin nombre`;
  const queue = offer.queue;
  return (
    <section className={css.offer} aria-label={t`Caso ofrecido`} data-soon={left <= 5 || undefined}>
      <p className={css.who} role="status" aria-live="assertive">
        {glyph}
        <b className="cut">{who}</b>
        <span className={css.queue}>{queue}</span>
      </p>
      <p className={css.about}>{offer.about || t`Sin texto todavía`}</p>
      <div className={css.deeds}>
        <Button look="main" onClick={accept?.run} disabled={!accept || left === 0}>
          {t`Aceptar`} <Kbd keys={accept?.keys ?? ""} />
        </Button>
        <Button onClick={decline?.run} disabled={!decline || left === 0}>
          {t`Pasar`} <Kbd keys={decline?.keys ?? ""} />
        </Button>
        <span className="space" />
        {more > 0 ? <span className={css.queue}>{t`${more} más`}</span> : null}
        <span className={css.left} role="timer">{t`${left} s`}</span>
      </div>
      <span className={css.bar} style={{ scale: `${share} 1` }} aria-hidden />
    </section>
  );
}

interface Props {
  offer: CaseOffer;
  more: number;
  glyph: ReactNode;
  accept: Ready | undefined;
  decline: Ready | undefined;
}
