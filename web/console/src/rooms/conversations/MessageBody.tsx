import { t } from "@lingui/core/macro";
import type { Message } from "~/client/contract/messages";
import type { ThreadHolder } from "~/client/contract/threads";
import { nameWords } from "~/kit/nameWords";
import { authorWords } from "./authorWords";
import { AttachmentView } from "./parts/AttachmentView";
import { PartView } from "./parts/PartView";
import { textOf } from "./thread";
import css from "./Thread.module.css";

/** What a message says and carries. A deleted one says only that. */
export function MessageBody({ message, thread, quoted, answers }: { message: Message; thread: ThreadHolder | null; quoted: Message | null; answers: boolean }) {
  if (message.deleted_at) {
    const deed = message.moderation;
    const by = deed?.act === "delete" && deed.state === "done" ? nameWords(deed.by.name) : null;
    return (
      <p className={css.gone}>
        {by ? t`${by} lo eliminó del canal.` : message.public ? t`Ya no está en el canal: alguien lo borró allí.` : t`Quien lo escribió borró este mensaje.`}
      </p>
    );
  }
  return (
    <>
      {answers ? <p className={css.quote}>{quoted ? quoteOf(quoted, thread) : t`Un mensaje anterior`}</p> : null}
      {message.parts.map((part, place) => (
        <PartView key={place} part={part} />
      ))}
      <div className={css.files}>
        {message.attachments.map((file) => (
          <AttachmentView key={file.id} file={file} ours={message.direction === "out"} />
        ))}
      </div>
      {message.reactions.length > 0 ? (
        <p className={css.reactions}>
          {message.reactions.map((one) => (
            <span className={css.reaction} key={`${one.emoji}${one.by.id}`} title={one.by.name}>
              <span className="unseen">{t`${one.by.name} reaccionó con`}</span>
              {one.emoji}
            </span>
          ))}
        </p>
      ) : null}
    </>
  );
}

/** Whose words they were and what they said, or which kind of thing it was. */
function quoteOf(quoted: Message, thread: ThreadHolder | null) {
  const said = quoted.deleted_at ? t`Un mensaje borrado` : textOf(quoted) || quoted.attachments[0]?.name || t`Un mensaje anterior`;
  return (
    <>
      <b>{authorWords(quoted, thread)}</b> {said}
    </>
  );
}
