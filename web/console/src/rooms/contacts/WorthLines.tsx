import { t } from "@lingui/core/macro";
import { HandCoins, Megaphone } from "lucide-react";
import type { ContactPanel, Worth } from "~/client/contract/contacts";
import css from "./ContactPanel.module.css";
import { partWords } from "./worthWords";

/** How many hear the contact and what they are worth, each with its reasons; what nobody told is unknown. */
export function WorthLines({ worth }: { worth: ContactPanel["worth"] }) {
  return (
    <section className={css.section} aria-label={t`Cuánto pesa`}>
      <h3>{t`Cuánto pesa`}</h3>
      {worth.refused ? (
        <p className={css.line}>{t`No se estima: no quiere que se haga un perfil suyo.`}</p>
      ) : worth.influence === null && worth.value === null ? (
        <p className={css.line}>
          <span className={css.key}>{t`Influencia y valor: sin saber`}</span>
        </p>
      ) : (
        <>
          <Line icon={<Megaphone size={14} aria-hidden />} name={t`Influencia`} worth={worth.influence} />
          <Line icon={<HandCoins size={14} aria-hidden />} name={t`Valor`} worth={worth.value} />
        </>
      )}
    </section>
  );
}

function Line({ icon, name, worth }: { icon: React.ReactNode; name: string; worth: Worth | null }) {
  return (
    <>
      <div className={css.line}>
        {icon}
        <span>{name}</span>
        <span className={css.value}>{worth === null ? t`sin saber` : t`${worth.points} de 100`}</span>
      </div>
      {worth?.parts.map((part) => (
        <div key={part.reason} className={css.line}>
          <span className={css.key}>{partWords(part)}</span>
          <span className={css.side}>{t`suma ${Math.round(part.points)}`}</span>
        </div>
      ))}
    </>
  );
}
