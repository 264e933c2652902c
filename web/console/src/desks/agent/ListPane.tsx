import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronDown, CircleArrowDown, Ellipsis, Menu as MenuGlyph, Search, X } from "lucide-react";
import { lazy, type ReactNode, type RefObject, useCallback, useMemo, useSyncExternalStore } from "react";
import type { CaseRow, CaseSort, View } from "~/client/contract/lists";
import { Button } from "~/kit/Button";
import type { Ready } from "~/kit/command";
import { cx } from "~/kit/cx";
import { useDoing } from "~/kit/deed";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { clockTime, count, sameDay } from "~/kit/formats";
import { IconButton } from "~/kit/IconButton";
import { Kbd } from "~/kit/Kbd";
import { Loading } from "~/kit/Loading";
import { Menu } from "~/kit/Menu";
import { MenuItem } from "~/kit/MenuItem";
import { Part } from "~/kit/Part";
import { patient } from "~/kit/patient";
import { problemWords } from "~/kit/problemWords";
import { CaseList } from "~/rooms/cases/CaseList";
import { type Field, isNarrowed } from "~/rooms/cases/filters";
import { type Group, groupOf } from "~/rooms/cases/groups";
import { caseQuery, type Listing } from "~/rooms/cases/queries";
import { ChannelGlyph } from "~/rooms/channels/ChannelGlyph";
import { AsOfNote } from "~/rooms/console/AsOfNote";
import { viewsQuery } from "~/rooms/console/queries";
import { viewWords } from "~/rooms/console/viewWords";
import { threadQuery } from "~/rooms/conversations/queries";
import { useDrafts } from "~/rooms/conversations/useDraft";
import { ClockChip } from "~/rooms/sla/ClockChip";
import { promised, slack, used } from "~/rooms/sla/slack";
import type { DeskSearch } from "./AgentDesk";
import { ListFoot } from "./ListFoot";
import css from "./Pane.module.css";
import type { useCases } from "./useCases";
import { useMe } from "./useMe";
import { useTouch } from "./useTouch";

const ListFilters = lazy(() => patient(() => import("./ListFilters")).then((file) => ({ default: file.ListFilters })));

const SOON = 3_600_000;

/** The cases of a view, least slack first. */
export function ListPane({ view: viewId, listing, saved, commands, takeNext, cases, selected, find, picked, onPick, bulk, onSearch, onAsk, onField, onViews }: Props) {
  const me = useMe();
  const cache = useQueryClient();
  const { failed } = useDoing();
  const touch = useTouch();
  const { query, rows, now } = cases;
  const sync = useDrafts();
  const drafts = useSyncExternalStore(sync.watch, sync.marks);
  const { data: views } = useQuery(viewsQuery);
  const view = views?.find((one) => one.id === viewId);
  const onListing = (part: { sort?: CaseSort; q?: string }) => onSearch({ ...part, ...(part.q === "" ? { q: undefined } : {}) });
  const around = useCallback(
    (row: CaseRow) => {
      const state = row.clock ? promised(row.clock, now) : null;
      return {
        glyph: <ChannelGlyph channel={row.channel} named size={touch ? 18 : 16} />,
        chip: row.clock ? <ClockChip clock={row.clock} /> : null,
        used: row.clock && !row.waiting ? used(row.clock, now) : 0,
        tone: row.waiting ? null : state === "breached" || state === "approaching" ? state : null,
        draft: drafts.has(row.id),
      } as const;
    },
    [now, touch, drafts],
  );
  const grouped = listing.sort === "slack" && listing.q === "";
  const group = useMemo(() => (grouped ? (row: CaseRow) => groupAt(row, now) : null), [grouped, now]);
  const onNear = useCallback(
    (caseId: string) => {
      void cache.prefetchQuery({ ...caseQuery(caseId), staleTime: 30_000 });
      void cache.prefetchInfiniteQuery({ ...threadQuery(caseId), staleTime: 30_000 });
    },
    [cache],
  );
  const { fetchNextPage, isFetchingNextPage, hasNextPage } = query;
  const onMore = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const unread = view?.unread ?? 0;
  const narrowed = listing.q !== "" || (!saved && isNarrowed(listing.filter));
  const next = rows.find((row) => row.clock?.due_at && !row.waiting)?.clock?.due_at;
  return (
    <section className={cx(css.pane, css.list)} aria-label={t`Casos`}>
      <div className={css.bar}>
        <span data-only="drawer">
          <IconButton icon={MenuGlyph} name={t`Vistas`} onClick={onViews} />
        </span>
        <h1 className="cut">{view ? viewWords(view) : t`Casos`}</h1>
        <span className={css.faint}>{view?.count == null || narrowed ? "" : count(view.count)}</span>
        <span className="space" />
        <Menu
          trigger={
            <Button look="bare" aria-label={t`Orden: ${sortWords(listing.sort)}`}>
              {sortWords(listing.sort)}
              <ChevronDown size={12} aria-hidden />
            </Button>
          }
        >
          {(["slack", "newest", "oldest"] as const).map((sort) => (
            <MenuItem key={sort} onSelect={() => onListing({ sort })}>
              {sortWords(sort)}
            </MenuItem>
          ))}
        </Menu>
        {takeNext ? <IconButton icon={CircleArrowDown} name={takeNext.words} keys={takeNext.keys ?? ""} onClick={takeNext.run} /> : null}
        <Menu trigger={<IconButton icon={Ellipsis} name={t`Esta vista`} />}>
          {commands.map((each) => (
            <MenuItem key={each.id} onSelect={each.run} {...(each.keys ? { keys: each.keys } : {})}>
              {each.words}
            </MenuItem>
          ))}
        </Menu>
      </div>
      <AsOfNote />
      <search className={css.filter}>
        <Search size={12} aria-hidden />
        <input
          ref={find}
          type="text"
          aria-label={t`Buscar en esta vista`}
          placeholder={t`Asunto, contacto o número`}
          value={listing.q}
          onChange={(event) => onListing({ q: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === "Enter" && listing.q) onAsk(listing.q);
            if (event.key !== "Escape") return;
            onListing({ q: "" });
            event.currentTarget.blur();
          }}
        />
        {listing.q ? <IconButton icon={X} size={12} name={t`Quitar el filtro`} onClick={() => onListing({ q: "" })} /> : null}
        {unread > 0 && !listing.q ? <span className={css.faint}>{t`${count(unread)} sin leer`}</span> : null}
      </search>
      {listing.q ? (
        <button type="button" className={css.whole} onClick={() => onAsk(listing.q)}>
          {t`Buscar “${listing.q}” en toda la historia`}
          <Kbd keys="Enter" />
        </button>
      ) : null}
      <Part waiting={<div className={css.filters} />}>
        <ListFilters listing={listing} saved={saved} commands={commands} onField={onField} onSearch={onSearch} />
      </Part>
      {query.isError ? (
        <Failing
          what={query.data ? t`La lista no se pudo poner al día` : t`No llega la lista de casos`}
          why={problemWords(query.error)}
          onRetry={() => void query.refetch()}
        />
      ) : null}
      {failed && selected === null ? <Failing what={t`No se pudo hacer`} why={problemWords(failed.error)} onRetry={failed.retry} /> : null}
      {query.isPending ? <Loading rows={12} /> : null}
      {query.data && rows.length === 0 ? (
        <Empty words={listing.q ? t`Ningún caso de esta vista con esas letras.` : narrowed ? t`Ningún caso con estos filtros.` : next ? t`Nada por responder. El próximo vence a las ${clockTime(next)}.` : t`Nada por responder aquí.`}>
          {takeNext && !listing.q && !narrowed ? (
            <Button onClick={takeNext.run}>
              {takeNext.words} <Kbd keys={takeNext.keys ?? ""} />
            </Button>
          ) : null}
        </Empty>
      ) : null}
      {rows.length > 0 ? (
        <CaseList
          rows={rows}
          view={viewId}
          selected={selected}
          total={narrowed ? -1 : (view?.count ?? -1)}
          group={group}
          around={around}
          myId={me.user.id}
          more={hasNextPage}
          onMore={onMore}
          onNear={onNear}
          touch={touch}
          picked={picked}
          onPick={onPick}
        />
      ) : (
        <span className="space" />
      )}
      <Part>{bulk}</Part>
      <ListFoot />
    </section>
  );
}

function groupAt(row: CaseRow, now: number): Group {
  if (!row.clock) return groupOf(row, null);
  const left = slack(row.clock, now);
  if (left === Infinity) return groupOf(row, null);
  return groupOf(row, { soon: left < SOON, dueToday: sameDay(now + left, now) });
}

function sortWords(sort: CaseSort): string {
  switch (sort) {
    case "slack":
      return t`Holgura`;
    case "newest":
      return t`Más nuevos`;
    case "oldest":
      return t`Más viejos`;
    default:
      return sort satisfies never;
  }
}

interface Props {
  view: string;
  listing: Listing;
  saved: View | null;
  commands: Ready[];
  /** The deed that takes the next best case. */
  takeNext: Ready | undefined;
  cases: ReturnType<typeof useCases>;
  selected: string | null;
  find: RefObject<HTMLInputElement | null>;
  onSearch: (part: Partial<DeskSearch>) => void;
  /** Ask the whole history. */
  onAsk: (words: string) => void;
  onField: (field: Field | null) => void;
  picked: ReadonlySet<string>;
  onPick: (caseId: string, range: boolean) => void;
  /** What can be done to all that are picked. */
  bulk: ReactNode;
  onViews: () => void;
}
