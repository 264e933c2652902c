import { t } from "@lingui/core/macro";
import { Bot, EyeOff, Forward, Sparkles, ThumbsUp } from "lucide-react";
import type { ReactNode } from "react";
import type { Conversation } from "~/client/contract/cases";
import type { Envelope, Message } from "~/client/contract/messages";
import type { ThreadHolder } from "~/client/contract/threads";
import { cx } from "~/kit/cx";
import { Face } from "~/kit/Face";
import { clockTime, exactMoment } from "~/kit/formats";
import { authorWords } from "./authorWords";
import { DeliveryMark } from "./DeliveryMark";
import { MessageBody } from "./MessageBody";
import { PublicStanding } from "./PublicStanding";
import { ReviewView } from "./ReviewView";
import css from "./Thread.module.css";
import { Trouble, type TroubleDeeds } from "./Trouble";
import { WaitingNote } from "./WaitingNote";

/** One utterance on the thread: the contact's as bare text, ours in a block, a mail in its box, a machine's edged. */
export function MessageView({ message, thread, quoted, back, myId, glyph, channel, deeds, menu, onAnswerable, understood, depth = 0, picked = false, onModerateAgain }: Props) {
  const bot = message.author.kind === "bot";
  const mine = message.author.id === myId;
  const out = message.direction === "out";
  const doubt = message.delivery?.state === "uncertain";
  const name = authorWords(message, thread);
  const story = message.parts.flatMap((one) => (one.type === "media" && one.story ? [one.story] : []))[0];
  const block = cx(css.block, message.mail ? css.mail : bot ? css.bot : out ? css.ours : css.bare, doubt && css.uncertain);
  const said = (
    <>
      <b>{name}</b>
      {back ? (
        <span>
          {out ? t`de vuelta por` : t`por`} {glyph(back.channel)} {channel(back.channel)}
        </span>
      ) : null}
      <time dateTime={message.occurred_at} title={exactMoment(message.occurred_at)}>
        {clockTime(message.sort_at)}
      </time>
      {message.edited_at ? <span title={exactMoment(message.edited_at)}>{t`editado`}</span> : null}
      {message.forwarded ? (
        <span>
          <Forward size={12} aria-hidden />
          {t`reenviado`}
        </span>
      ) : null}
      {story ? <span>{story === "ours" ? t`respondió a una historia` : t`nos mencionó en su historia`}</span> : null}
      {message.hidden ? (
        <span title={t`El público ya no lo ve`}>
          <EyeOff size={12} aria-hidden />
          {t`oculto`}
        </span>
      ) : null}
      {message.liked ? (
        <span>
          <ThumbsUp size={12} aria-hidden />
          {t`me gusta`}
        </span>
      ) : null}
      {message.late ? <span title={t`Llegó ${exactMoment(message.received_at)}`}>{t`llegó tarde`}</span> : null}
      {message.template ? <span>{t`plantilla ${message.template.name}`}</span> : null}
      {message.worded_by ? (
        <span title={t`Otra redacción, propuesta por el modelo de lenguaje y elegida por quien envió`}>
          <Sparkles size={12} aria-hidden />
          {t`redactado con ${message.worded_by}`}
        </span>
      ) : null}
      <span className={css.spread} />
      {message.delivery && !doubt ? <DeliveryMark delivery={message.delivery} className={css.mark} /> : null}
    </>
  );
  const place = message.conversation_id;
  const copies = message.mail ? copiesOf(message.mail) : "";
  return (
    <div className={cx(css.entry, doubt && css.gap, depth > 0 && css.below)} data-depth={depth || undefined} data-picked={picked || undefined} data-message={message.id} data-conversation={place}>
      <span className={cx(css.node, bot && css.botNode)}>
        {bot ? <Bot size={16} aria-hidden /> : <Face name={message.author.name || name} mine={mine} />}
      </span>
      <article className={block} aria-label={t`${name}, ${clockTime(message.sort_at)}`}>
        <span className={css.menu}>{menu}</span>
        {message.mail ? (
          <header className={css.subject}>
            <b className="cut">{message.mail.subject || t`(sin asunto)`}</b>
            {said}
            {copies ? <span className={css.copies}>{copies}</span> : null}
          </header>
        ) : (
          <header className={css.who}>{said}</header>
        )}
        <div className={cx(message.mail && css.content, message.hidden && css.hidden)}>
          <ReviewView message={message} />
          <MessageBody message={message} thread={thread} quoted={quoted} answers={message.reply_to !== null && depth === 0} />
          {message.courtesy ? (
            <p className={css.courtesy}>
              {t`Cortesía: no pide respuesta.`}
              <button type="button" className={css.deed} onClick={onAnswerable}>
                {t`Sí pide`}
              </button>
            </p>
          ) : null}
          {understood}
          {message.public ? <PublicStanding message={message} channel={channel(deeds.channelOf(message))} onRetry={() => onModerateAgain?.()} /> : null}
          {message.delivery ? <Trouble message={message} channel={channel} deeds={deeds} conversation={back} /> : null}
          {message.delivery?.waits ? <WaitingNote message={message} channel={channel} deeds={deeds} /> : null}
        </div>
      </article>
    </div>
  );
}

/** Whom a mail went to besides the two of us. */
function copiesOf({ copied, blind }: Envelope): string {
  const seen = copied.length > 0 ? t`CC ${copied.join(", ")}` : "";
  return [seen, blind.length > 0 ? t`CCO ${blind.join(", ")}` : ""].filter(Boolean).join(" · ");
}

interface Props {
  message: Message;
  /** Who answers in its conversation, where that is known. */
  thread: ThreadHolder | null;
  /** The message that this one answers to. */
  quoted: Message | null;
  back: Conversation | null;
  myId: string;
  glyph: (channel: string) => ReactNode;
  channel: (channel: string) => string;
  deeds: TroubleDeeds;
  menu: ReactNode;
  onAnswerable: () => void;
  /** What was understood of it, where that is shown. */
  understood?: ReactNode;
  /** How far below what it answers it stands, in a tree of comments. */
  depth?: number;
  /** The keys act on it. */
  picked?: boolean;
  onModerateAgain?: () => void;
}
