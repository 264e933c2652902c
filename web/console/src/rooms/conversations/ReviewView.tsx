import { t } from "@lingui/core/macro";
import type { ReactNode } from "react";
import type { Message } from "~/client/contract/messages";
import { nameOf } from "~/kit/formats";
import { Stars } from "~/kit/Stars";
import css from "./Thread.module.css";

const LANGUAGE = /^[a-z]{2,3}([-_][a-z]{2})?$/i;

/** The stars of a review, those before it where its author changed it, and with what it was written. */
export function ReviewView({ message }: { message: Message }) {
  const { rating, rating_before: before } = message;
  const facts = factWords(message.facts);
  return (
    <>
      {rating ? (
        <p className={css.review}>
          <Stars count={rating} />
          {before ? (
            <span>
              {before === rating ? t`Cambió su reseña, con las mismas estrellas.` : t`Cambió su reseña. Antes:`}{" "}
              {before === rating ? null : <Stars count={before} />}
            </span>
          ) : null}
        </p>
      ) : null}
      {facts.length > 0 ? <p className={css.facts}>{facts.map((one, place) => [place > 0 ? " · " : "", one])}</p> : null}
    </>
  );
}

function factWords(facts: Record<string, string>): ReactNode[] {
  const { app_version: version, android_api: android, device, language, country, url } = facts;
  const link = url?.startsWith("https://") ? (
    <a key="url" href={url} target="_blank" rel="noreferrer">{t`Ver dónde está`}</a>
  ) : null;
  return [
    version && t`Versión ${version}`,
    device,
    android && t`Android, API ${android}`,
    country && /^[A-Z]{2}$/.test(country) && nameOf("region", country),
    language && LANGUAGE.test(language) && nameOf("language", language.replaceAll("_", "-")),
    link,
  ].filter(Boolean);
}
