import { t } from "@lingui/core/macro";
import { ExternalLink, Megaphone, Link2 } from "lucide-react";
import type { Referral } from "~/client/contract/cases";
import css from "./RelatedCases.module.css";

/** The advertisement or link that brought the contact. */
export function ReferralLines({ referral }: { referral: Referral }) {
  const Icon = referral.advert ? Megaphone : Link2;
  return (
    <dl className={css.brought}>
      <dt>
        <Icon size={16} aria-hidden />
        <span className="unseen">{referral.advert ? t`Anuncio` : t`Enlace`}</span>
      </dt>
      <dd>
        <b>{referral.headline || (referral.advert ? t`Un anuncio` : t`Un enlace`)}</b>
        {referral.source_id ? <span>{t`Identificador ${referral.source_id}`}</span> : null}
        {referral.url ? (
          <a href={referral.url} target="_blank" rel="noreferrer">
            {t`Ver lo que se mostró`} <ExternalLink size={12} aria-hidden />
          </a>
        ) : null}
      </dd>
    </dl>
  );
}
