import { t } from "@lingui/core/macro";
import { lazy, useMemo } from "react";
import type { CaseDetail } from "~/client/contract/cases";
import type { Message } from "~/client/contract/messages";
import { Failing } from "~/kit/Failing";
import { useNow } from "~/kit/now";
import { Loading } from "~/kit/Loading";
import { problemWords } from "~/kit/problemWords";
import { isCall } from "~/rooms/calls/isCall";
import { ChannelGlyph } from "~/rooms/channels/ChannelGlyph";
import { channelWords } from "~/rooms/channels/channelWords";
import { DayView } from "~/rooms/conversations/DayView";
import { JointView } from "~/rooms/conversations/JointView";
import { MessageMenu } from "~/rooms/conversations/MessageMenu";
import { MessageView } from "~/rooms/conversations/MessageView";
import { UnderstoodLine } from "~/rooms/intelligence/triage/UnderstoodLine";
import { actsFor } from "~/rooms/conversations/moderating";
import { NoteView } from "~/rooms/conversations/NoteView";
import { PicturesProvider } from "~/rooms/conversations/parts/PicturesProvider";
import type { Entry } from "~/rooms/conversations/thread";
import type { TroubleDeeds } from "~/rooms/conversations/Trouble";
import { TypingView } from "~/rooms/conversations/TypingView";
import { ThreadLines } from "./ThreadLines";
import css from "./ThreadPane.module.css";
import { useCorrecting } from "./useCorrecting";
import { useComments } from "./useComments";
import { useCallable } from "./useDock";
import { useMe } from "./useMe";
import { useThread } from "./useThread";

const CallLine = lazy(() => import("./CallLine").then((file) => ({ default: file.CallLine })));

const glyph = (channel: string) => <ChannelGlyph channel={channel} />;

/** The whole case along its line: every conversation, note and doubt, oldest above. */
export function ThreadPane({ one, target, onTargetLeft, deeds, onQuote, onSplit, onMove, onAnswerable }: Props) {
  const correct = useCorrecting(one.id);
  const me = useMe();
  const { guesses } = me.preferences;
  const now = useNow();
  const thread = useThread(one, target);
  const { query, shown, messages } = thread;
  const callable = useCallable(shown.some((entry) => entry.kind === "note"));
  const names = useMemo(() => callable.map((each) => each.words.slice(1)), [callable]);
  const comments = useComments(one, shown, onQuote);
  const typing = thread.live && one.contact_typing.some((each) => Date.parse(each.until) > now);
  const pictures = useMemo(
    () => [...messages.values()].flatMap((message) => message.attachments.filter((file) => file.media === "image" && file.state === "ready")),
    [messages],
  );

  if (query.isError && !query.data) {
    return (
      <div className={css.scroll}>
        <Failing what={t`No llegan los mensajes`} why={problemWords(query.error)} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  if (query.isPending) {
    return (
      <div className={css.scroll}>
        <Loading rows={4} />
      </div>
    );
  }
  const draw = (entry: Entry) => {
    switch (entry.kind) {
      case "day":
        return <DayView at={entry.at} />;
      case "joint":
        return (
          <JointView
            conversation={entry.conversation}
            first={entry.first}
            at={entry.at}
            glyph={glyph(entry.conversation.channel)}
            name={channelWords(entry.conversation.channel)}
          />
        );
      case "note":
        return <NoteView note={entry.note} mine={entry.note.author.id === me.user.id} names={names} />;
      case "message": {
        const { message } = entry;
        if (isCall(message)) return <CallLine caseId={one.id} message={message} glyph={glyph(one.conversations.find((each) => each.id === message.conversation_id)?.channel ?? one.channel)} />;
        return (
          <MessageView
            message={message}
            thread={one.conversations.find((each) => each.id === message.conversation_id)?.thread ?? null}
            quoted={message.reply_to && entry.depth === 0 ? (messages.get(message.reply_to) ?? null) : null}
            back={entry.back}
            depth={entry.depth}
            picked={comments.picked === message.id}
            onModerateAgain={() => comments.retry(message)}
            myId={me.user.id}
            glyph={glyph}
            channel={channelWords}
            deeds={deeds}
            menu={
              <MessageMenu
                message={message}
                acts={message.public ? actsFor(one, message) : []}
                onAct={(act) => comments.act(message, act)}
                onQuote={message.direction === "in" ? () => onQuote(message) : null}
                onSplit={one.may.includes("case.split") && message.direction === "in" ? () => onSplit(message) : null}
                onMove={one.may.includes("case.merge") && message.direction === "in" ? () => onMove(message) : null}
              />
            }
            onAnswerable={() => onAnswerable(message)}
            understood={guesses && message.understood && !message.courtesy && !message.deleted_at ? <UnderstoodLine understood={message.understood} onCorrect={(aspect, meant) => correct(message, aspect, meant)} /> : null}
          />
        );
      }
      default:
        return entry satisfies never;
    }
  };
  return (
    <PicturesProvider pictures={pictures}>
      <ThreadLines
        caseId={one.id}
        thread={thread}
        myId={me.user.id}
        target={target}
        picked={comments.picked}
        onTargetLeft={onTargetLeft}
        draw={draw}
        typing={typing ? <TypingView name={one.contact.name.split(" ")[0] ?? one.contact.name} /> : null}
      />
    </PicturesProvider>
  );
}

interface Props {
  one: CaseDetail;
  target: string | null;
  onTargetLeft: () => void;
  deeds: TroubleDeeds;
  onQuote: (message: Message) => void;
  onSplit: (message: Message) => void;
  onMove: (message: Message) => void;
  onAnswerable: (message: Message) => void;
}
