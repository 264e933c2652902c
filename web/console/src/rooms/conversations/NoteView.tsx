import { t } from "@lingui/core/macro";
import { Ear, Lock } from "lucide-react";
import type { Note } from "~/client/contract/messages";
import { cx } from "~/kit/cx";
import { Face } from "~/kit/Face";
import { clockTime, exactMoment } from "~/kit/formats";
import { calledPieces } from "./mentions";
import css from "./Thread.module.css";

/** Internal text: it cannot leave. */
export function NoteView({ note, mine, names }: Props) {
  const name = note.author.name;
  const title = note.kind === "whisper" ? t`Susurro de ${name}` : t`Nota de ${name}`;
  return (
    <div className={css.entry}>
      <span className={css.node}>
        <Face name={note.author.name} mine={mine} />
      </span>
      <article className={cx(css.block, css.note, note.kind === "whisper" && css.whisper)} aria-label={title}>
        <header className={css.who}>
          {note.kind === "whisper" ? <Ear size={12} aria-hidden /> : <Lock size={12} aria-hidden />}
          <b>{title}</b>
          <i>{note.kind === "whisper" ? t`para quien tiene el caso; el contacto nunca lo ve` : t`solo el equipo la ve`}</i>
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
