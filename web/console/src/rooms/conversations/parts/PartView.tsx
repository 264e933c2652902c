import { t } from "@lingui/core/macro";
import { Contact, MapPin, MousePointerClick } from "lucide-react";
import type { Part } from "~/client/contract/messages";
import css from "./Parts.module.css";
import { OptionsView } from "./OptionsView";
import { TextView } from "./TextView";

/** One part of a message, of whatever kind. Files stand apart, as attachments. */
export function PartView({ part }: { part: Part }) {
  switch (part.type) {
    case "text":
      return <TextView part={part} />;
    case "media":
      return part.caption ? <p className={css.text}>{part.caption}</p> : null;
    case "location": {
      const place = [part.name, part.address].filter(Boolean).join(", ") || `${part.latitude}, ${part.longitude}`;
      const map = part.url || `https://www.openstreetmap.org/?mlat=${part.latitude}&mlon=${part.longitude}#map=16/${part.latitude}/${part.longitude}`;
      return (
        <p className={css.line}>
          <MapPin size={16} aria-hidden />
          <a href={map} target="_blank" rel="noreferrer">{t`Ubicación: ${place}`}</a>
        </p>
      );
    }
    case "contact":
      return (
        <p className={css.line}>
          <Contact size={16} aria-hidden />
          <span>
            {part.name} <span className={css.faint}>{[...(part.phones ?? []), ...(part.emails ?? [])].join(" · ")}</span>
          </span>
        </p>
      );
    case "choice":
      return (
        <p>
          <span className={css.choice}>
            <MousePointerClick size={14} aria-hidden />
            <span className="unseen">{t`Eligió`}</span>
            {part.title}
            {part.description ? <span className={css.faint}>{part.description}</span> : null}
          </span>
        </p>
      );
    case "options":
      return <OptionsView part={part} />;
    case "order":
      return (
        <>
          <dl className={css.order} aria-label={t`Pedido`}>
            {part.items.map((item, place) => (
              <OrderLine key={place} item={item} />
            ))}
          </dl>
          {part.text ? <p className={css.text}>{part.text}</p> : null}
        </>
      );
    case "unsupported":
      if (part.what === "encrypted_chat")
        return <p className={css.unsupported}>{t`Escribió en un chat cifrado, que solo se lee en la aplicación de la cuenta. Leerlo y responderlo allí, o pedir aquí que escriba por mensaje directo sin cifrar.`}</p>;
      return <p className={css.unsupported}>{t`Llegó algo que aquí no se puede mostrar (${part.what}). Se guarda tal como vino.`}</p>;
    default:
      return part satisfies never;
  }
}

function OrderLine({ item }: { item: Record<string, unknown> }) {
  const name = String(item.name ?? item.product_retailer_id ?? t`artículo`);
  const quantity = String(item.quantity ?? 1);
  return (
    <>
      <dt>{`${quantity} × ${name}`}</dt>
      <dd>{String(item.price ?? item.item_price ?? "")}</dd>
    </>
  );
}
