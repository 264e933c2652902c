import { t } from "@lingui/core/macro";
import { Lock } from "lucide-react";
import type { Note } from "~/client/contract/messages";
import { cx } from "~/kit/cx";
import { Face } from "~/kit/Face";
import { clockTime, exactMoment } from "~/kit/formats";
import { calledPieces } from "./mentions";
import css from "./Thread.module.css";

/** Internal text: it cannot leave. */
export function NoteView({ note, mine, names }: Props) {
  return (
    <div className={css.entry}>
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
          {calledPieces(note.text, names).map((piece, place) => (piece.called ? <b key={place}>{piece.text}</b> : piece.text))}
        </p>
      </article>
    </div>
  );
}

interface Props {
  note: Note;
  mine: boolean;
  /** Of people and teams: what follows an at-sign and is one of them stands out whole. */
  names: string[];
}
