import { t } from "@lingui/core/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useLayoutEffect, useMemo, useRef } from "react";
import type { CaseDetail } from "~/client/contract/cases";
import type { Message } from "~/client/contract/messages";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { useNow } from "~/kit/now";
import { Loading } from "~/kit/Loading";
import { problemWords } from "~/kit/problemWords";
import { ChannelGlyph } from "~/rooms/channels/ChannelGlyph";
import { channelWords } from "~/rooms/channels/channelWords";
import { DayView } from "~/rooms/conversations/DayView";
import { echo } from "~/rooms/conversations/echo";
import { JointView } from "~/rooms/conversations/JointView";
import { MessageMenu } from "~/rooms/conversations/MessageMenu";
import { MessageView } from "~/rooms/conversations/MessageView";
import { NoteView } from "~/rooms/conversations/NoteView";
import { threadQuery } from "~/rooms/conversations/queries";
import { entries, ordered, textOf } from "~/rooms/conversations/thread";
import type { TroubleDeeds } from "~/rooms/conversations/Trouble";
import { TypingView } from "~/rooms/conversations/TypingView";
import { useOutgoing } from "~/rooms/conversations/useOutgoing";
import css from "./ThreadPane.module.css";
import { useCallable } from "./useDock";
import { useMe } from "./useMe";

const dayOf = (at: string) => new Date(at).toDateString();
const glyph = (channel: string) => <ChannelGlyph channel={channel} />;
const NEAR_END = 120;

/** The whole case along its line: every conversation, note and doubt, oldest above. */
export function ThreadPane({ one, deeds, onQuote, onSplit, onAnswerable }: Props) {
  const me = useMe();
  const now = useNow();
  const thread = useInfiniteQuery(threadQuery(one.id));
  const { outgoing } = useOutgoing();
  const items = useMemo(() => {
    const author = { kind: "user" as const, id: me.user.id, name: me.user.name, alias: me.user.alias };
    const echoes = outgoing.filter((each) => each.body.case_id === one.id).map((each) => echo(each, author, each.body.text));
    return ordered(thread.data, echoes);
  }, [thread.data, outgoing, me, one.id]);
  const shown = useMemo(() => entries(items, one.conversations, dayOf), [items, one.conversations]);
  const messages = useMemo(() => new Map(items.flatMap((item) => (item.kind === "message" ? [[item.message.id, item.message]] : []))), [items]);
  const { scroll, onScroll } = useStayAtEnd(one.id, shown.length, shown.at(-1)?.key);
  const callable = useCallable(items.some((item) => item.kind === "note"));
  const names = useMemo(() => callable.map((each) => each.words.slice(1)), [callable]);
  const typing = one.contact_typing.some((each) => Date.parse(each.until) > now);

  if (thread.isError && !thread.data) {
    return (
      <div className={css.scroll}>
        <Failing what={t`No llegan los mensajes`} why={problemWords(thread.error)} onRetry={() => void thread.refetch()} />
      </div>
    );
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={css.scroll} ref={scroll} onScroll={onScroll} tabIndex={0} role="log" aria-live="polite" aria-label={t`Mensajes del caso`}>
      {thread.isPending ? <Loading rows={4} /> : null}
      {thread.hasNextPage ? (
        <Button look="bare" className={css.more} disabled={thread.isFetchingNextPage} onClick={() => void thread.fetchNextPage()}>
          {thread.isFetchingNextPage ? t`Cargando` : t`Ver mensajes anteriores`}
        </Button>
      ) : null}
      <ol className={css.list}>
        {shown.map((entry) => {
          switch (entry.kind) {
            case "day":
              return <DayView key={entry.key} at={entry.at} />;
            case "joint":
              return (
                <JointView
                  key={entry.key}
                  conversation={entry.conversation}
                  first={entry.first}
                  at={entry.at}
                  glyph={glyph(entry.conversation.channel)}
                  name={channelWords(entry.conversation.channel)}
                />
              );
            case "note":
              return <NoteView key={entry.key} note={entry.note} mine={entry.note.author.id === me.user.id} names={names} />;
            case "message": {
              const { message } = entry;
              return (
                <MessageView
                  key={entry.key}
                  message={message}
                  quoted={message.reply_to ? (messages.get(message.reply_to) ?? null) : null}
                  back={entry.back}
                  myId={me.user.id}
                  glyph={glyph}
                  channel={channelWords}
                  deeds={deeds}
                  menu={
                    <MessageMenu
                      message={message}
                      onQuote={message.direction === "in" ? () => onQuote(message) : null}
                      onSplit={one.may.includes("case.split") && message.direction === "in" ? () => onSplit(message) : null}
                    />
                  }
                  onAnswerable={() => onAnswerable(message)}
                />
              );
            }
            default:
              return entry satisfies never;
          }
        })}
        {typing ? <TypingView name={one.contact.name.split(" ")[0] ?? one.contact.name} /> : null}
      </ol>
    </div>
  );
}

/** A new message scrolls the thread only for who was at its end. */
function useStayAtEnd(caseId: string, length: number, lastKey: string | undefined) {
  const scroll = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    atEnd.current = true;
  }, [caseId]);
  useLayoutEffect(() => {
    const pane = scroll.current;
    if (pane && atEnd.current) pane.scrollTop = pane.scrollHeight;
  }, [caseId, length, lastKey]);
  useEffect(() => {
    const pane = scroll.current;
    if (!pane) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) pane.scrollTop = pane.scrollHeight;
    });
    observer.observe(pane);
    return () => observer.disconnect();
  }, []);
  const onScroll = () => {
    const pane = scroll.current;
    if (pane) atEnd.current = pane.scrollHeight - pane.scrollTop - pane.clientHeight < NEAR_END;
  };
  return { scroll, onScroll };
}

/** What a second case is asked about: the message's words. */
export function quoteOf(message: Message): string {
  return textOf(message).slice(0, 240);
}

interface Props {
  one: CaseDetail;
  deeds: TroubleDeeds;
  onQuote: (message: Message) => void;
  onSplit: (message: Message) => void;
  onAnswerable: (message: Message) => void;
}
