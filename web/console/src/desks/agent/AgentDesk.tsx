import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, useCallback, useEffect, useRef, useState } from "react";
import { Refused } from "~/client/http";
import { Apart } from "~/kit/Apart";
import { ready, type Ready } from "~/kit/command";
import { useOffer } from "~/kit/commandHost";
import { useDoing } from "~/kit/deed";
import { Part } from "~/kit/Part";
import { patient } from "~/kit/patient";
import { UndoBar } from "~/kit/UndoBar";
import { dialCommands } from "~/rooms/calls/dialCommands";
import { bulkCommands, INSTEAD } from "~/rooms/cases/bulkCommands";
import { caseCommands } from "~/rooms/cases/commands";
import { CaseDeeds } from "~/rooms/cases/deeds";
import { FIELDS, type FilterSearch } from "~/rooms/cases/filters";
import { caseQuery, type Listing } from "~/rooms/cases/queries";
import { viewsQuery } from "~/rooms/console/queries";
import { viewCommands } from "~/rooms/console/viewCommands";
import { ViewDeeds } from "~/rooms/console/viewDeeds";
import { viewWords } from "~/rooms/console/viewWords";
import { contactCommands } from "~/rooms/contacts/commands";
import { contactQuery } from "~/rooms/contacts/queries";
import { writingCommands } from "~/rooms/conversations/commands";
import type { Back } from "~/rooms/conversations/drafts";
import css from "./AgentDesk.module.css";
import { BottomBar } from "./BottomBar";
import type { Asked } from "./CaseDialogs";
import { CasePlace } from "./CasePlace";
import { goCommands } from "./goCommands";
import type { ListAsked } from "./ListDialogs";
import { ListPane } from "./ListPane";
import { moveCommands } from "./moveCommands";
import type { Own } from "./OwnDialogs";
import { SearchPlace } from "./SearchPlace";
import { SidePane } from "./SidePane";
import { useBulk } from "./useBulk";
import { useCaseTopic } from "./useCaseTopic";
import { useCases } from "./useCases";
import type { Writing } from "./useCompose";
import { useListing } from "./useListing";
import { useMe } from "./useMe";
import { useNeighbours } from "./useNeighbours";
import { usePicks } from "./usePicks";
import { useSearching } from "./useSearching";
import { useTaking } from "./useTaking";
import { useTitle } from "./useTitle";
import { useUndoSend } from "./useUndoSend";
import { ViewsPane } from "./ViewsPane";

const caseDialogs = () => import("./CaseDialogs");
const CaseDialogs = lazy(() => caseDialogs().then((file) => ({ default: file.CaseDialogs })));
const BulkBar = lazy(() => patient(() => import("~/rooms/cases/BulkBar")).then((file) => ({ default: file.BulkBar })));
const BulkDialogs = lazy(() => import("./BulkDialogs").then((file) => ({ default: file.BulkDialogs })));
const ListDialogs = lazy(() => import("./ListDialogs").then((file) => ({ default: file.ListDialogs })));
const OwnDialogs = lazy(() => import("./OwnDialogs").then((file) => ({ default: file.OwnDialogs })));
const OfferPlace = lazy(() => patient(() => import("./OfferPlace")).then((file) => ({ default: file.OfferPlace })));
const CallPlace = lazy(() => patient(() => import("./CallPlace")).then((file) => ({ default: file.CallPlace })));
const StartDialog = lazy(() => import("./StartDialog").then((file) => ({ default: file.StartDialog })));

const IDLE: Writing = { case_id: null, mode: "reply", asked: 0, back: null };

/** What the address says of the desk. */
export interface DeskSearch extends FilterSearch {
  sort?: Listing["sort"];
  q?: string;
  side?: "contact" | "views" | "off";
  /** What the whole history is asked, in the view `search`. */
  find?: string;
  /** A message of the case on screen that is brought into view. */
  message?: string;
  /** The case is looked at without marking it as read, and without being shown as looking. */
  silent?: true;
}

/** The agent's desk: views, list, case, contact, and every deed as a command. */
export function AgentDesk({ view, caseId, search, account }: Props) {
  const me = useMe();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { perform, done } = useDoing();
  const { data: views } = useQuery(viewsQuery);
  const { listing, saved, kept, changed, known } = useListing(view, search, views);
  const find = useRef<HTMLInputElement>(null);
  const searching = useSearching(view, search, find);
  const cases = useCases(listing, known && !searching.on);
  const detail = useQuery({ ...caseQuery(caseId ?? ""), enabled: caseId !== null });
  const lost = detail.error instanceof Refused && detail.error.problem.status < 500;
  const one = caseId === null || lost ? null : (detail.data ?? null);
  const contact = useQuery({ ...contactQuery(one?.contact.id ?? "", one?.id ?? ""), enabled: one !== null });
  const [asked, setAsked] = useState<Asked | null>(null);
  const [listAsked, setListAsked] = useState<ListAsked | null>(null);
  const [starting, setStarting] = useState(false);
  const [own, setOwn] = useState<Own | null>(null);
  const [writing, setWriting] = useState(IDLE);

  useCaseTopic(caseId);

  const seek = (part: Partial<DeskSearch>) => void navigate({ to: ".", search: (old: DeskSearch) => ({ ...old, ...part }), replace: true });
  const open = useCallback(
    (id: string) => void navigate({ to: "/cases/$view/$caseId", params: { view, caseId: id }, search: (old: DeskSearch) => ({ ...old, message: searching.messageOf(id) }) }),
    // oxlint-disable-next-line react/exhaustive-deps -- what was found says where a case opens
    [navigate, view, searching.rows],
  );
  const close = () => void navigate({ to: "/cases/$view", params: { view }, search: (old: DeskSearch) => ({ ...old, side: undefined, message: undefined }) });
  const write = useCallback(
    (mode: Writing["mode"], back: Back | null = null) => setWriting((old) => ({ case_id: caseId, mode, back, asked: old.asked + 1 })),
    [caseId],
  );
  useEffect(() => setWriting(IDLE), [caseId]);
  useUndoSend(caseId, write, open);
  useEffect(() => {
    if (caseId === null) return;
    // Before the first key that asks: what follows it is typed in there. Without network, it comes when asked for.
    const timer = setTimeout(() => caseDialogs().catch(() => undefined), 200);
    return () => clearTimeout(timer);
  }, [caseId]);
  const { next, previous } = useNeighbours(searching.on ? searching.rows : cases.rows, caseId);
  const narrow = () => matchMedia("(max-width: 1279px)").matches;
  const side = () => seek({ side: narrow() ? (search.side === "contact" ? undefined : "contact") : search.side === "off" ? undefined : "off" });

  const may = (permission: (typeof me.permissions)[number]) => (one ? one.may : me.permissions).includes(permission);
  const about: Ready[] = [
    ...ready(writingCommands, { case: one, write, start: () => setStarting(true) }, may),
    ...ready(caseCommands, { me, case: one, deeds: one ? new CaseDeeds(cache, one) : null, perform, ask: (kind) => setAsked({ kind }) }, may),
    ...ready(dialCommands, { case: one, dial: () => setAsked({ kind: "dial" }) }, may),
    ...ready(contactCommands, { contact: contact.data ?? null, cache, perform, askBlock: () => setAsked({ kind: "block" }), askForget: () => setAsked({ kind: "forget" }) }, may),
  ];
  const moves = ready(
    moveCommands,
    { selected: caseId, next, previous, open, close, find: () => find.current?.focus(), search: searching.open, side, undo: done?.undo ?? null },
    () => true,
  );
  const goView = (id: string) => void navigate({ to: "/cases/$view", params: { view: id } });
  const goes = ready(goCommands, { me, views: views ?? [], goView, goAdmin: () => void navigate({ to: "/admin" }), goFloor: () => void navigate({ to: "/floor" }), goReports: () => void navigate({ to: "/reports" }), goOwed: () => setOwn("owed"), goHelp: () => setOwn("help") }, (permission) =>
    me.permissions.includes(permission),
  );
  const keyed = new Set(goCommands.map((each) => each.id));
  const further: Ready[] = (views ?? [])
    .filter((each) => !keyed.has(`go.${each.id}`))
    .map((each) => ({ id: `go.${each.id}`, words: t`Ir a ${viewWords(each)}`, keys: undefined, run: () => goView(each.id) }));
  const unfiltered = Object.fromEntries([...FIELDS, "q", "sort"].map((field) => [field, undefined]));
  const putAway = () => {
    for (const put of [setAsked, setListAsked, bulk.setAsked]) put(null);
    setOwn(null);
    setStarting(false);
  };
  const viewAsk = (kind: "save" | "rename" | "filter") => setListAsked(kind === "filter" ? { kind, field: null } : { kind });
  const leave = () => (views?.some((each) => each.id === view) ? seek(unfiltered) : goView("mine"));
  const lists = ready(
    viewCommands,
    { saved, kept, changed, deeds: new ViewDeeds(cache), perform, ask: viewAsk, leave },
    (permission) => me.permissions.includes(permission),
  );
  const picks = usePicks(listing, cases.rows);
  const bulk = useBulk(picks.picked, picks.clear);
  const many = ready(
    bulkCommands,
    {
      picked: picks.picked.size, myId: me.user.id, selected: caseId, next, previous, open, clear: picks.clear, ask: bulk.setAsked, act: bulk.act,
      pick: (id) => (id === caseId || caseId === null ? picks.pick(id, false) : picks.add(caseId, id)),
      pickAll: () => void picks.all(),
    },
    (permission) => me.permissions.includes(permission),
  );
  const single = picks.picked.size > 0 ? about.filter((each) => !INSTEAD.has(each.id)) : about;
  const still = picks.picked.size > 0 ? moves.filter((each) => each.id !== "move.close") : moves;
  const taking = useTaking(open);
  useOffer("desk", [...many, ...single, ...still, ...lists, ...goes, ...further]);
  useTitle(views?.find((each) => each.id === "mine")?.unread ?? 0, one?.subject ?? null);
  const start = about.find((each) => each.id === "conversation.start");
  const deed = (id: string) => about.find((each) => each.id === id)?.run ?? null;
  const barred = picks.picked.size > 0 || (bulk.told?.refused.length ?? 0) > 0;
  return (
    <div className={css.desk} data-barred={barred || undefined} data-case={caseId ?? undefined} data-side={search.side}>
      <ViewsPane open={search.side === "views"} account={account} onStart={start} onHelp={() => setOwn("help")} onClose={() => seek({ side: undefined })} />
      {searching.on ? (
        <SearchPlace searching={searching} selected={caseId} field={find} onBack={() => goView("mine")} onViews={() => seek({ side: "views" })} />
      ) : (
        <ListPane
          view={view}
          listing={listing}
          saved={saved}
          commands={lists}
          takeNext={taking.find((each) => each.id === "case.next_best")}
          cases={cases}
          picked={picks.picked}
          onPick={picks.pick}
          bulk={
            barred ? (
              <BulkBar
                picked={picks.picked.size}
                total={cases.query.hasNextPage ? (views?.find((each) => each.id === view)?.count ?? null) : cases.rows.length}
                beyond={picks.beyond}
                running={bulk.running}
                told={bulk.told}
                commands={many}
                onAll={() => void picks.all()}
                onClear={picks.clear}
                onSeen={bulk.seen}
              />
            ) : null
          }
          selected={caseId}
          find={find}
          onSearch={seek}
          onAsk={searching.ask}
          onField={(field) => setListAsked({ kind: "filter", field })}
          onViews={() => seek({ side: "views" })}
        />
      )}
      <CasePlace
        caseId={caseId}
        one={one}
        detail={detail}
        lost={lost}
        commands={about}
        writing={writing.case_id === caseId ? writing : IDLE}
        target={search.message ?? null}
        onTargetLeft={() => seek({ message: undefined })}
        onShow={(message) => seek({ message })}
        onWrite={write}
        onSplit={(message) => setAsked({ kind: "split", message })}
        onMove={(message) => setAsked({ kind: "move", message })}
        onBack={close}
        onSide={side}
        silent={search.silent === true && me.verbs.includes("cases.watch")}
        onSilenceEnd={() => seek({ silent: undefined })}
      />
      {one ? (
        <SidePane
          one={one}
          view={view}
          contact={contact}
          open={search.side === "contact"}
          onClose={() => seek({ side: undefined })}
          onUnblock={deed("contact.unblock")} onForget={deed("contact.forget")}
          promising={{ make: about.find((each) => each.id === "case.promise")?.run ?? null, move: (pledge) => setAsked({ kind: "move_promise", pledge }) }}
        />
      ) : null}
      {me.offers.length > 0 ? (
        <Part>
          <OfferPlace taking={taking} />
        </Part>
      ) : null}
      <Part>
        <CallPlace caseId={caseId} pass={about.find((each) => each.id === "case.assign")} open={open} />
      </Part>
      <BottomBar onViews={() => seek({ side: "views" })} onFind={searching.open} start={start} />
      <div className={css.scrim} data-shown={search.side === "contact" || search.side === "views"} onClick={() => seek({ side: undefined })} aria-hidden />
      <Apart name={`${asked?.kind ?? ""} ${starting} ${own ?? ""} ${listAsked?.kind ?? ""} ${bulk.asked ?? ""}`} onGone={putAway}>
        {bulk.asked ? (
          <BulkDialogs asked={bulk.asked} picked={picks.picked} rows={cases.rows} onAct={bulk.act} onClose={() => bulk.setAsked(null)} />
        ) : null}
        {listAsked ? (
          <ListDialogs asked={listAsked} listing={listing} saved={saved} kept={kept} onSearch={seek} onOpen={goView} onClose={() => setListAsked(null)} />
        ) : null}
        {one && asked ? (
          <CaseDialogs
            asked={asked}
            one={one}
            contact={contact.data ?? null}
            view={view}
            onClose={() => setAsked(null)}
            onNext={() => (next ? open(next) : close())}
          />
        ) : null}
        {own ? (
          <OwnDialogs
            which={own}
            onClose={() => setOwn(null)}
            onOpen={(id) => {
              setOwn(null);
              open(id);
            }}
          />
        ) : null}
        {starting ? (
          <StartDialog
            onClose={() => setStarting(false)}
            onStarted={(id) => {
              setStarting(false);
              open(id);
            }}
          />
        ) : null}
      </Apart>
      <UndoBar />
    </div>
  );
}

interface Props {
  view: string;
  caseId: string | null;
  search: DeskSearch;
  account: Ready[];
}
