import { plural, t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { ArrowUp } from "lucide-react";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { CaseRow as Row } from "~/client/contract/lists";
import { useDensity } from "~/kit/density";
import { count } from "~/kit/formats";
import { useWindow } from "~/kit/useWindow";
import css from "./CaseList.module.css";
import { type Around, CaseRow } from "./CaseRow";
import { groupWords } from "./groupWords";
import { type Group, lines } from "./groups";
import { looksQuery } from "./onlookers";
import { useArrivals } from "./useArrivals";

const GROUP_HEIGHT = 24;
const AHEAD = 12; // lines before the end at which the next page is fetched

/** The rows on screen and a few around them; the next page comes before its place is reached. */
export function CaseList({ rows, view, selected, total, group, around, myId, more, onMore, onNear, touch, picked, onPick }: Props) {
  const scroll = useRef<HTMLDivElement>(null);
  const { data: looks } = useQuery(looksQuery); // each row is given its own, and is drawn again when that changes
  const all = useMemo(() => (group ? lines(rows, group) : rows.map((row, position) => ({ kind: "row" as const, row, position }))), [rows, group]);
  const density = useDensity();
  const height = touch || density === "touch" ? 64 : density === "compact" ? 44 : 52;
  const sizes = useMemo(() => all.map((line) => (line.kind === "group" ? GROUP_HEIGHT : height)), [all, height]);
  const [focused, setFocused] = useState<string | null>(null);
  const kept = useMemo(() => (focused === null ? -1 : all.findIndex((line) => line.kind === "row" && line.row.id === focused)), [all, focused]);
  const { shown, total: tall, scrollTo } = useWindow(scroll, sizes, kept);
  const ids = useMemo(() => all.map((line) => (line.kind === "row" ? line.row.id : `group-${line.group}-${line.first}`)), [all]);
  const { arrived, toTop } = useArrivals(scroll, ids, sizes, view);
  const last = (shown.at(-1)?.index === kept ? shown.at(-2) : shown.at(-1))?.index ?? 0;
  useEffect(() => {
    if (more && last >= all.length - AHEAD) onMore();
  }, [more, last, all.length, onMore]);
  const at = all.findIndex((line) => line.kind === "row" && line.row.id === selected);
  useLayoutEffect(() => {
    if (at >= 0) scrollTo(at);
    // oxlint-disable-next-line react/exhaustive-deps -- only when another case is selected, not when rows move
  }, [selected]);

  return (
    <div className={css.frame}>
      {arrived > 0 ? (
        <button type="button" className={css.arrived} onClick={toTop}>
          <ArrowUp size={12} aria-hidden />
          {plural(arrived, { one: "# nuevo", many: "# nuevos", other: "# nuevos" })}
        </button>
      ) : null}
      <div className={css.scroll} ref={scroll} data-scroll="cases">
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only hears which row holds the focus */}
        <ul
          className={css.list}
          style={{ height: tall }}
          aria-label={t`Casos`}
          data-picking={picked.size > 0 || undefined}
          onFocus={(event) => setFocused((event.target as HTMLElement).closest("li")?.querySelector<HTMLElement>("[data-case]")?.dataset.case ?? null)}
          onBlur={() => setFocused(null)}
        >
          {shown.map(({ index, start, size }) => {
            const line = all[index];
            if (!line) return null;
            const style = { height: size, transform: `translateY(${start}px)` };
            if (line.kind === "group") {
              const whole = !more || index + line.rows < all.length - 1;
              return (
                <li key={ids[index]} className={css.line} style={style}>
                  <h2 className={css.group}>
                    {groupWords(line.group)} {whole ? <span>{count(line.rows)}</span> : null}
                  </h2>
                </li>
              );
            }
            const { row } = line;
            return (
              <li
                key={row.id}
                className={css.line}
                style={style}
                aria-posinset={line.position + 1}
                aria-setsize={total}
                data-picked={picked.has(row.id) || undefined}
                onClickCapture={(event) => {
                  if (!event.shiftKey) return;
                  event.preventDefault();
                  onPick(row.id, true);
                }}
              >
                <CaseRow row={row} view={view} selected={row.id === selected} around={around} viewers={looks?.[row.id]} myId={myId} onNear={onNear} />
                <label className={css.pick}>
                  <input
                    type="checkbox"
                    checked={picked.has(row.id)}
                    onChange={() => onPick(row.id, false)}
                    aria-label={t`Elegir el caso ${row.number}`}
                    tabIndex={picked.size > 0 ? 0 : -1}
                  />
                </label>
              </li>
            );
          })}
        </ul>
      </div>
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
  picked: ReadonlySet<string>;
  /** Pick a case or let it go; `range`: all from the last one picked to this one. */
  onPick: (caseId: string, range: boolean) => void;
}
