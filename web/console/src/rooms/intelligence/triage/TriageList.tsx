import { t } from "@lingui/core/macro";
import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { TriageRow } from "~/client/contract/triage";
import { Chip } from "~/kit/Chip";
import { useOffer } from "~/kit/commandHost";
import { ready } from "~/kit/command";
import { moment, percent } from "~/kit/formats";
import { nameWords } from "~/kit/nameWords";
import { useNow } from "~/kit/now";
import { useScroller } from "~/kit/useScroller";
import css from "./TriageList.module.css";
import { triageCommands } from "./triageCommands";
import { byWords } from "./words";

const AHEAD = 12; // lines before the end at which the next page is fetched
const AROUND = 8; // lines drawn beyond those on screen

/**
 * What stands aside, a line each: `j` and `k` go, the space bar opens the text, and the page's own keys act. Only the
 * lines on screen are drawn, and those beside the one that holds the focus.
 */
export function TriageList({ label, rows, keys, deeds, channel, reason, more, onMore, endless, entered }: Props) {
  const now = useNow(10_000);
  const list = useRef<HTMLUListElement>(null);
  const [open, setOpen] = useState<string | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const at = focused === null ? -1 : rows.findIndex((one) => one.id === focused);
  const scroller = useScroller(list);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by what it returns
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.element,
    estimateSize: () => 60,
    getItemKey: (place) => rows[place]?.id ?? place,
    overscan: AROUND,
    scrollMargin: scroller.margin,
    rangeExtractor: (range: Range) => [...new Set([...defaultRangeExtractor(range), ...[at - 1, at, at + 1].filter((one) => at >= 0 && one >= 0 && one < range.count)])].toSorted((one, other) => one - other),
  });
  const items = virtual.getVirtualItems();
  const reached = endless ? (items.at(-1)?.index ?? 0) : at;
  useEffect(() => {
    if (more && reached >= rows.length - AHEAD) onMore();
  }, [more, reached, rows.length, onMore]);
  const gone = useRef(new Set<string>()); // acted on, and still drawn: a key that comes sooner passes them over
  useEffect(() => gone.current.clear(), [rows]);
  const line = (place: number) => list.current?.querySelector<HTMLElement>(`[data-index="${place}"] [data-line]`);
  const nearest = (place: number): number => {
    const stays = (one: number) => rows[one] !== undefined && !gone.current.has(rows[one].id);
    const after = items.find((one) => one.index > place && stays(one.index));
    return (after ?? items.findLast((one) => one.index < place && stays(one.index)))?.index ?? -1;
  };
  const onKey = (event: KeyboardEvent<HTMLButtonElement>, row: TriageRow, place: number) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.key === "j" || event.key === "ArrowDown" ? 1 : event.key === "k" || event.key === "ArrowUp" ? -1 : 0;
    const act = keys[event.key];
    if (step === 0 && !act) return;
    event.preventDefault();
    event.stopPropagation();
    if (step !== 0) line(place + step)?.focus();
    else if (act && !gone.current.has(row.id)) {
      gone.current.add(row.id);
      line(nearest(place))?.focus();
      act(row);
    }
  };
  return (
    <>
    {entered ? <Entrance enter={at < 0 ? () => line(items[0]?.index ?? 0)?.focus() : null} /> : null}
    {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only hears which line holds the focus */}
    <ul
      ref={list}
      className={css.list}
      aria-label={label}
      style={{ height: virtual.getTotalSize() }}
      onFocus={(event) => setFocused((event.target as HTMLElement).closest<HTMLElement>("[data-row]")?.dataset.row ?? null)}
      onBlur={() => setFocused(null)}
    >
      {items.map(({ index, start, key }) => {
        const row = rows[index];
        return row ? (
          <li
            key={key}
            ref={virtual.measureElement}
            className={css.row}
            data-index={index}
            data-row={row.id}
            aria-posinset={index + 1}
            aria-setsize={more ? -1 : rows.length}
            style={{ transform: `translateY(${start - scroller.margin}px)` }}
          >
            <button type="button" data-line className={css.line} aria-expanded={open === row.id} onClick={() => setOpen(open === row.id ? null : row.id)} onKeyDown={(event) => onKey(event, row, index)}>
              <span className={css.head}>
                <Chip tone="line">{reason(row.reason)}</Chip>
                <b>{nameWords(row.contact)}</b>
                <span>{`#${row.number}`}</span>
                <span>{channel(row.channel)}</span>
                <span>{moment(row.at, now)}</span>
                <span>{row.by_name ? t`por ${row.by_name}` : t`por ${byWords(row.by)}`}</span>
                {row.score !== null && row.reason !== "" ? <span title={t`Qué tan probable era que nadie tuviera que responder`}>{percent(row.score)}</span> : null}
                {row.answer ? <span>{answerWords(row.answer)}</span> : null}
              </span>
              <span className={open === row.id ? css.whole : css.text}>{row.text || t`(sin texto)`}</span>
            </button>
            <span className={css.deeds}>{deeds(row)}</span>
          </li>
        ) : null;
      })}
    </ul>
    </>
  );
}

/** What lets a key go into the list from anywhere on its page. */
function Entrance({ enter }: { enter: (() => void) | null }) {
  useOffer("triage", ready(triageCommands, { enter }, () => true));
  return null;
}

function answerWords(answer: Exclude<TriageRow["answer"], "">): string {
  switch (answer) {
    case "hidden":
      return t`se ocultó`;
    case "cannot_hide":
      return t`este canal no deja ocultarlo`;
    case "replied":
      return t`se le respondió una vez`;
    case "replied_before":
      return t`ya se le había respondido`;
    case "refused":
      return t`la respuesta no pudo salir`;
    default:
      return answer satisfies never;
  }
}

interface Props {
  label: string;
  rows: TriageRow[];
  /** What a key does to the line that has the focus. */
  keys: Record<string, (row: TriageRow) => void>;
  deeds: (row: TriageRow) => ReactNode;
  channel: (channel: string) => string;
  reason: (reason: TriageRow["reason"]) => string;
  /** Whether there are further lines, and how they are fetched before they are reached. */
  more: boolean;
  onMore: () => void;
  /** Further lines are fetched when the end is near the screen, not only when the focus is. */
  endless?: boolean;
  /** `j` anywhere on the page goes into this list. */
  entered: boolean;
}
