import { t } from "@lingui/core/macro";
import { Check, CircleDashed, CircleHelp, TriangleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Practice } from "~/client/contract/practiceEndpoints";
import { Button } from "~/kit/Button";
import { Field } from "~/kit/Field";
import { moment, shortDay } from "~/kit/formats";
import { useNow } from "~/kit/now";
import css from "./PracticeLine.module.css";
import { lookedAtWords, platformWords, standingOfPractice } from "./practiceWords";
import { saidWords } from "./saidWords";

const GLYPHS = { met: Check, unmet: TriangleAlert, unseen: CircleHelp, unasked: CircleDashed };

/** One practice of the manuals: what it asks, how it stands and why, what to do. */
export function PracticeLine({ one, externalId, link, onConfirm }: Props) {
  const now = useNow();
  const [note, setNote] = useState<string | null>(null);
  const Glyph = GLYPHS[one.standing];
  const platform = one.platform;
  return (
    <li className={css.line} data-standing={one.standing}>
      <Glyph size={16} aria-hidden />
      <div className={css.words}>
        <p>
          <b>{saidWords(one.asks)}</b>
        </p>
        <p className={css.meta}>
          {standingOfPractice(one.standing)} · {lookedAtWords(one.kind)}
          {one.seen_at ? ` (${moment(one.seen_at, now)})` : ""} · {one.id}
        </p>
        {one.confirmed ? (
          <p className={css.meta}>
            {t`Lo respondió ${one.confirmed.by || "–"} (${moment(one.confirmed.at, now)}).`} {one.confirmed.note}
          </p>
        ) : null}
        {platform ? (
          <p className={css.platform}>
            {platformWords(platform, now)} {saidWords(platform.told)} {saidWords(platform.instead)}{" "}
            <a href={platform.source} target="_blank" rel="noreferrer">
              {t`Fuente, leída el ${shortDay(`${platform.seen}T12:00:00Z`, now)}`}
            </a>
          </p>
        ) : null}
        {one.standing === "met" && one.kind !== "built" ? null : (
          <p className={css.remedy}>
            {saidWords(one.remedy, { external_id: externalId })} {link}
          </p>
        )}
        {onConfirm && note === null ? <Button onClick={() => setNote(one.confirmed?.note ?? "")}>{one.confirmed ? t`Responder de nuevo` : t`Confirmar`}</Button> : null}
        {onConfirm && note !== null ? (
          <div className={css.answer}>
            <Field label={t`Cómo se vio`} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
            <div className={css.row}>
              <Button look="main" onClick={() => void onConfirm(true, note).then(() => setNote(null))}>{t`Se cumple`}</Button>
              <Button onClick={() => void onConfirm(false, note).then(() => setNote(null))}>{t`No se cumple`}</Button>
              <Button look="bare" onClick={() => setNote(null)}>{t`Cancelar`}</Button>
            </div>
          </div>
        ) : null}
      </div>
    </li>
  );
}

interface Props {
  one: Practice;
  externalId: string;
  /** Where it is mended. */
  link?: ReactNode;
  /** Present where people are asked, and who reads may answer. */
  onConfirm?: ((done: boolean, note: string) => Promise<unknown>) | undefined;
}
