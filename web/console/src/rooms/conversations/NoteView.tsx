import { t } from "@lingui/core/macro";
import { Lock } from "lucide-react";
import type { Note } from "~/client/contract/messages";
import { cx } from "~/kit/cx";
import { Face } from "~/kit/Face";
import { clockTime, exactMoment } from "~/kit/formats";
import css from "./Thread.module.css";

/** Internal text: it cannot leave. */
export function NoteView({ note, mine }: { note: Note; mine: boolean }) {
  return (
    <li className={css.entry}>
      <span className={css.node}>
        <Face name={note.author.name} mine={mine} />
      </span>
      <article className={cx(css.block, css.note)} aria-label={t`Nota de ${note.author.name}`}>
        <header className={css.who}>
          <Lock size={12} aria-hidden />
          <b>{t`Nota de ${note.author.name}`}</b>
          <i>{t`solo el equipo la ve`}</i>
          <span className={css.spread} />
          <time dateTime={note.at} title={exactMoment(note.at)}>
            {clockTime(note.at)}
          </time>
        </header>
        <p className={css.noteText}>
          {note.text.split(/(@[\p{L}\p{N}_]+)/u).map((piece, place) => (piece.startsWith("@") ? <b key={place}>{piece}</b> : piece))}
        </p>
      </article>
    </li>
  );
}
