import { plural, t } from "@lingui/core/macro";
import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "~/kit/Button";
import { cx } from "~/kit/cx";
import { Failing } from "~/kit/Failing";
import { problemWords } from "~/kit/problemWords";
import { freshAfter } from "~/rooms/conversations/fresh";
import { type Entry, textOf } from "~/rooms/conversations/thread";
import css from "./ThreadPane.module.css";
import type { useThread } from "./useThread";

const NEAR_END = 120; // pixels
const EARLY = 8; // lines before its beginning is on screen, the page before it is fetched
const LIT = 2_500;

/**
 * The lines on screen and a few around them, however long the thread: it stands still when older ones come above, and
 * follows new ones only for who was at its end.
 */
export function ThreadLines({ caseId, thread, myId, target, picked, onTargetLeft, draw, typing }: Props) {
  const { query, shown, live } = thread;
  const scroll = useRef<HTMLDivElement>(null);
  const focused = useRef<number | null>(null);
  const seen = useRef<string | null>(null);
  const [atEnd, setAtEnd] = useState(true);
  const count = shown.length + (typing ? 1 : 0);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by what it returns
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: (place) => (shown[place]?.kind === "message" ? 72 : 30),
    getItemKey: (place) => shown[place]?.key ?? "typing",
    overscan: 8,
    paddingStart: 12,
    paddingEnd: 8,
    anchorTo: "end",
    followOnAppend: live && target === null,
    scrollEndThreshold: NEAR_END,
    // What holds the focus stays, wherever it is scrolled to.
    rangeExtractor: useCallback((range: Range) => {
      const places = defaultRangeExtractor(range);
      const kept = focused.current;
      return kept === null || kept >= range.count || places.includes(kept) ? places : [...places, kept].toSorted((one, other) => one - other);
    }, []),
  });

  // It opens at its end, or at the message that was asked for.
  const placed = useRef<string | null>(null);
  const targetAt = target === null ? -1 : shown.findIndex((entry) => entry.key === target);
  const [lit, setLit] = useState<string | null>(null);
  useLayoutEffect(() => {
    const wanted = target !== null && !thread.lost ? target : caseId;
    if (placed.current === wanted || count === 0) return;
    if (wanted === caseId) {
      if (placed.current === null || thread.lost) virtual.scrollToEnd();
    } else {
      if (targetAt < 0) return;
      virtual.scrollToIndex(targetAt, { align: "center" });
      setLit(target);
    }
    placed.current = wanted;
  }, [virtual, caseId, target, targetAt, count, thread.lost]);
  useEffect(() => {
    if (lit === null) return;
    const timer = setTimeout(() => setLit(null), LIT);
    return () => clearTimeout(timer);
  }, [lit]);

  const pickedAt = picked === null ? -1 : shown.findIndex((entry) => entry.key === picked);
  useEffect(() => {
    if (pickedAt >= 0) virtual.scrollToIndex(pickedAt, { align: "auto" });
  }, [virtual, pickedAt]);

  // Fewer lines fit when a list opens above the field: who was at the end still is.
  const stays = useRef(true);
  useEffect(() => {
    const pane = scroll.current;
    if (!pane) return;
    const observer = new ResizeObserver(() => stays.current && virtual.scrollToEnd());
    observer.observe(pane);
    return () => observer.disconnect();
  }, [virtual]);

  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const { hasNextPage, hasPreviousPage, isFetchingNextPage, isFetchingPreviousPage, isFetchNextPageError, fetchNextPage, fetchPreviousPage } = query;
  useEffect(() => {
    if (first <= EARLY && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [first, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  useEffect(() => {
    if (last >= count - EARLY && hasPreviousPage && !isFetchingPreviousPage) void fetchPreviousPage();
  }, [last, count, hasPreviousPage, isFetchingPreviousPage, fetchPreviousPage]);

  const lastKey = shown.at(-1)?.key ?? null;
  useEffect(() => {
    if (atEnd && live) seen.current = lastKey;
  }, [atEnd, live, lastKey]);
  const fresh = atEnd ? 0 : freshAfter(shown, seen.current, myId);
  const onScroll = () => {
    const pane = scroll.current;
    if (!pane) return;
    const near = pane.scrollHeight - pane.scrollTop - pane.clientHeight < NEAR_END;
    stays.current = near && live;
    if (near !== atEnd) setAtEnd(near);
  };
  const { toNewest } = thread;
  const toEnd = useCallback(async () => {
    if (target !== null) onTargetLeft();
    if (!live) await toNewest();
    virtual.scrollToEnd();
    scroll.current?.focus();
  }, [target, onTargetLeft, live, toNewest, virtual]);

  // What one has just written is shown, also to who was reading far above.
  const waited = useRef(thread.waiting);
  useEffect(() => {
    if (thread.waiting > waited.current && (!live || !stays.current)) void toEnd();
    waited.current = thread.waiting;
  }, [thread.waiting, live, toEnd]);

  return (
    <div className={css.frame}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className={css.scroll} ref={scroll} onScroll={onScroll} tabIndex={0} role="log" aria-live="off" aria-label={t`Mensajes del caso`} aria-busy={isFetchingNextPage}>
        {isFetchNextPageError ? (
          <Failing what={t`No llegan los mensajes anteriores`} why={problemWords(query.error)} onRetry={() => void fetchNextPage()} />
        ) : null}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only hears which line holds the focus */}
        <ol
          className={css.list}
          style={{ height: virtual.getTotalSize() }}
          onFocus={(event) => {
            const place = (event.target as HTMLElement).closest<HTMLElement>("[data-index]")?.dataset.index;
            focused.current = place === undefined ? null : Number(place);
          }}
          onBlur={() => {
            focused.current = null;
          }}
        >
          {items.map((item) => {
            const entry = shown[item.index];
            return (
              <li
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                data-last={item.index === count - 1}
                data-entry={entry?.key}
                className={cx(css.line, lit !== null && lit === entry?.key && css.lit)}
                style={{ transform: `translateY(${item.start}px)` }}
                aria-posinset={thread.whole ? item.index + 1 : undefined}
                aria-setsize={thread.whole ? count : -1}
              >
                {entry ? draw(entry) : typing}
              </li>
            );
          })}
        </ol>
      </div>
      <p className="unseen" role="status">
        {spoken(shown, myId)}
      </p>
      {thread.lost ? <p className={css.lost}>{t`Ese mensaje ya no está en este caso.`}</p> : null}
      {atEnd && live ? null : (
        <Button className={css.toEnd} onClick={() => void toEnd()}>
          <ArrowDown size={14} aria-hidden />
          {fresh > 0 ? plural(fresh, { one: "# nuevo", many: "# nuevos", other: "# nuevos" }) : t`Ir al final`}
        </Button>
      )}
    </div>
  );
}

/** What a screen reader says of the newest line: only what others wrote. */
function spoken(shown: Entry[], myId: string): string {
  const entry = newestOf(shown);
  if (entry?.kind === "note") return entry.note.author.id === myId ? "" : `${entry.note.author.name}: ${entry.note.text}`;
  if (entry?.kind !== "message" || entry.message.direction === "out") return "";
  return `${entry.message.author.name}: ${textOf(entry.message)}`;
}

/** A comment that answers an older one stands below that, not at the end. */
function newestOf(shown: Entry[]): Entry | undefined {
  const at = (entry: Entry) => (entry.kind === "message" ? entry.message.sort_at : entry.kind === "note" ? entry.note.sort_at : "");
  return shown.reduce<Entry | undefined>((newest, entry) => (newest && at(newest) > at(entry) ? newest : entry), undefined);
}

interface Props {
  caseId: string;
  thread: ReturnType<typeof useThread>;
  myId: string;
  target: string | null;
  /** The comment that the keys act on: it is kept in view. */
  picked: string | null;
  onTargetLeft: () => void;
  draw: (entry: Entry) => ReactNode;
  typing: ReactNode | null;
}
