import type { Id } from "~/client/contract/basics";
import type { DraftBody, DraftView } from "~/client/contract/drafts";
import { Refused } from "~/client/http";
import { bodyOf, type Draft, draftOf, EMPTY, isEmpty, join, type Kept, keptCases, readKept, writeKept } from "./drafts";

const REST = 800; // milliseconds without a key after which a draft goes up
const AGAIN = 5_000;

export interface DraftDoors {
  list: () => Promise<{ case_id: Id }[]>;
  get: (caseId: Id) => Promise<DraftView | null>;
  put: (caseId: Id, basedOn: number, body: DraftBody) => Promise<DraftView | null>;
}

/** How a draft stands: on the server, on its way there, or only in this browser for now. */
export type Standing = "kept" | "going" | "here";

type Hearer = (draft: Draft, joined: boolean) => void;

/**
 * Drafts between this browser and the server. What is typed is written here at once and goes up after a rest; a draft
 * that another device changed meanwhile is joined with ours, and both texts stay.
 */
export class DraftSync {
  private readonly userId: Id;
  private readonly doors: DraftDoors;
  private readonly timers = new Map<Id, ReturnType<typeof setTimeout>>();
  private readonly busy = new Set<Id>();
  private readonly hearers = new Map<Id, Set<Hearer>>();
  private readonly watchers = new Set<() => void>();
  private readonly stuck = new Set<Id>();
  private elsewhere = new Set<Id>();
  private marked: ReadonlySet<Id> = new Set();

  constructor(userId: Id, doors: DraftDoors) {
    this.userId = userId;
    this.doors = doors;
  }

  start() {
    window.addEventListener("online", this.catchUp);
    window.addEventListener("focus", this.look);
    window.addEventListener("storage", this.otherTab);
    this.catchUp();
  }

  stop() {
    window.removeEventListener("online", this.catchUp);
    window.removeEventListener("focus", this.look);
    window.removeEventListener("storage", this.otherTab);
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  watch = (watcher: () => void) => {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  };

  /** The cases with a draft, here or on another device. */
  marks = () => this.marked;

  standing(caseId: Id): Standing {
    if (this.stuck.has(caseId)) return "here";
    return readKept(this.userId, caseId).dirty ? "going" : "kept";
  }

  /** Be told when a draft changes by other hands than this screen's. */
  hear(caseId: Id, hearer: Hearer) {
    const there = this.hearers.get(caseId) ?? new Set();
    this.hearers.set(caseId, there.add(hearer));
    return () => void there.delete(hearer);
  }

  /** Keep what was just written. One that was sent or emptied goes at once: on another device it would be sent again. */
  write(caseId: Id, draft: Draft) {
    this.keep(caseId, { ...readKept(this.userId, caseId), draft, dirty: true });
    this.later(caseId, isEmpty(draft) ? 0 : REST);
  }

  /** Fetch what another device may have written on a case that comes on screen. */
  async pull(caseId: Id) {
    if (readKept(this.userId, caseId).dirty) return this.push(caseId);
    let view: DraftView | null;
    try {
      view = await this.doors.get(caseId);
    } catch {
      return; // the local one stands; the next opening asks again
    }
    const kept = readKept(this.userId, caseId);
    if (kept.dirty || (view?.revision ?? 0) === kept.revision) return;
    this.change(caseId, { draft: view ? draftOf(view.body) : { ...EMPTY, mode: kept.draft.mode }, revision: view?.revision ?? 0, dirty: false }, false);
  }

  private async push(caseId: Id) {
    if (this.busy.has(caseId)) return this.later(caseId, REST);
    const kept = readKept(this.userId, caseId);
    if (!kept.dirty) return;
    this.busy.add(caseId);
    try {
      const view = await this.doors.put(caseId, kept.revision, bodyOf(kept.draft));
      const now = readKept(this.userId, caseId);
      const dirty = JSON.stringify(now.draft) !== JSON.stringify(kept.draft);
      this.stuck.delete(caseId);
      this.keep(caseId, { draft: now.draft, revision: view?.revision ?? 0, dirty });
      if (dirty) this.later(caseId, REST);
    } catch (error) {
      this.refused(caseId, error);
    } finally {
      this.busy.delete(caseId);
    }
  }

  private refused(caseId: Id, error: unknown) {
    const kept = readKept(this.userId, caseId);
    if (error instanceof Refused && error.problem.code === "draft_changed") {
      const theirs = error.problem.draft as DraftView;
      const sent = isEmpty(kept.draft);
      const draft = sent ? draftOf(theirs.body) : join(draftOf(theirs.body), kept.draft);
      this.change(caseId, { draft, revision: theirs.revision, dirty: !sent }, !sent);
      if (!sent) this.later(caseId, 0);
      return;
    }
    this.stuck.add(caseId);
    this.tell();
    const lasting = error instanceof Refused && error.problem.status < 500 && error.problem.status !== 429 && error.problem.status !== 401;
    if (!lasting) this.later(caseId, AGAIN);
  }

  /** Everything that the server has not heard of, after a reload or without network. */
  private readonly catchUp = () => {
    for (const caseId of keptCases(this.userId)) if (readKept(this.userId, caseId).dirty) void this.push(caseId);
    this.look();
  };

  private readonly look = () => {
    this.doors.list().then(
      (all) => {
        this.elsewhere = new Set(all.map((one) => one.case_id));
        this.tell();
      },
      () => undefined, // marks of other devices wait for the next look
    );
  };

  private readonly otherTab = (event: StorageEvent) => {
    const caseId = keptCases(this.userId).find((one) => event.key?.endsWith(`.${this.userId}.${one}`));
    if (!caseId) return;
    this.announce(caseId, readKept(this.userId, caseId).draft, false);
    this.tell();
  };

  private later(caseId: Id, wait: number) {
    clearTimeout(this.timers.get(caseId));
    this.timers.set(caseId, setTimeout(() => void this.push(caseId), wait));
  }

  private change(caseId: Id, kept: Kept, joined: boolean) {
    this.keep(caseId, kept);
    this.announce(caseId, kept.draft, joined);
  }

  private announce(caseId: Id, draft: Draft, joined: boolean) {
    for (const hear of this.hearers.get(caseId) ?? []) hear(draft, joined);
  }

  private keep(caseId: Id, kept: Kept) {
    writeKept(this.userId, caseId, kept);
    if (isEmpty(kept.draft)) this.elsewhere.delete(caseId);
    this.tell();
  }

  private tell() {
    const here = keptCases(this.userId).filter((one) => !isEmpty(readKept(this.userId, one).draft));
    const marks = new Set([...this.elsewhere, ...here]);
    if (marks.size !== this.marked.size || [...marks].some((one) => !this.marked.has(one))) this.marked = marks;
    for (const watcher of this.watchers) watcher();
  }
}
