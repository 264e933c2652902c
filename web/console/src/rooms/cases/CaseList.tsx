import { t } from "@lingui/core/macro";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef } from "react";
import type { CaseRow as Row } from "~/client/contract/lists";
import { useDensity } from "~/kit/density";
import { count } from "~/kit/formats";
import css from "./CaseList.module.css";
import { type Around, CaseRow } from "./CaseRow";
import { groupWords } from "./groupWords";
import { type Group, lines } from "./groups";

/** The rows on screen and a few around them; the next page comes before its place is reached. */
export function CaseList({ rows, view, selected, total, group, around, myId, more, onMore, onNear, touch }: Props) {
  const scroll = useRef<HTMLDivElement>(null);
  const all = useMemo(() => (group ? lines(rows, group) : rows.map((row, position) => ({ kind: "row" as const, row, position }))), [rows, group]);
  const density = useDensity();
  const height = touch || density === "touch" ? 64 : density === "compact" ? 44 : 52;
  const virtual = useVirtualizer({
    count: all.length,
    getScrollElement: () => scroll.current,
    estimateSize: (place) => (all[place]?.kind === "group" ? 24 : height),
    getItemKey: (place) => {
      const line = all[place];
      return line?.kind === "row" ? line.row.id : `group-${line?.group}`;
    },
    overscan: 6,
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= all.length - 12) onMore();
  }, [more, last, all.length, onMore]);
  const at = all.findIndex((line) => line.kind === "row" && line.row.id === selected);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: "auto" });
    // eslint-disable-next-line react/exhaustive-deps -- only when another case is selected, not when rows move
  }, [selected]);

  return (
    <div className={css.scroll} ref={scroll} data-scroll="cases">
      <ul className={css.list} style={{ height: virtual.getTotalSize() }} aria-label={t`Casos`}>
        {items.map((item) => {
          const line = all[item.index];
          if (!line) return null;
          const style = { height: item.size, transform: `translateY(${item.start}px)` };
          if (line.kind === "group") {
            const whole = !more || item.index + line.rows < all.length - 1;
            return (
              <li key={item.key} className={css.line} style={style}>
                <h2 className={css.group}>
                  {groupWords(line.group)} {whole ? <span>{count(line.rows)}</span> : null}
                </h2>
              </li>
            );
          }
          return (
            <li key={item.key} className={css.line} style={style} aria-posinset={line.position + 1} aria-setsize={total}>
              <CaseRow
                row={line.row}
                view={view}
                selected={line.row.id === selected}
                around={around}
                myId={myId}
                onNear={onNear}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

interface Props {
  rows: Row[];
  view: string;
  selected: string | null;
  total: number;
  group: ((row: Row) => Group) | null;
  around: (row: Row) => Around;
  myId: string;
  more: boolean;
  onMore: () => void;
  onNear: (caseId: string) => void;
  touch: boolean;
}
