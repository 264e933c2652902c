import type { Id, Problem } from "~/client/contract/basics";
import type { Attachment, Message } from "~/client/contract/messages";
import type { NewMessage } from "~/client/contract/posted";
import { Refused, Unreachable } from "~/client/http";
import type { Uploads } from "./uploads";

/** A message written here and not yet known to be on the server. */
export interface Outgoing {
  conversation_id: Id;
  body: NewMessage;
  at: string;
  /** `uploading`: written, and held here until its files are up. */
  state: "uploading" | "waiting" | "posting" | "refused";
  problem: Problem | null;
  /** Its files that are there, for the screen. */
  files: Attachment[];
  /** The names of those still on their way, by their ids. */
  pending: Record<Id, string>;
}

export interface Post {
  (conversationId: Id, body: NewMessage): Promise<Message>;
}

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;

/**
 * What was written goes out from here: one conversation at a time in order, again and again while no answer comes.
 * It is kept in the browser, so that a reload or a lost network loses nothing; the id minted at the first try is
 * the key for ever, so that trying again never doubles.
 */
export class Outbox {
  private list: Outgoing[];
  private readonly watchers = new Set<() => void>();
  private readonly busy = new Set<Id>();
  private readonly waits = new Map<Id, number>();
  private readonly kept: string;
  private readonly post: Post;
  private readonly arrived: (message: Message) => void;
  private unwatch: (() => void) | null = null;
  private readonly hearers = new Set<(message: Message, body: NewMessage) => void>();

  private readonly uploads: Uploads;

  constructor(userId: Id, post: Post, arrived: (message: Message) => void, uploads: Uploads) {
    this.kept = `trato.outgoing.${userId}`;
    this.post = post;
    this.arrived = arrived;
    this.uploads = uploads;
    this.list = this.read();
  }

  start() {
    this.unwatch = this.uploads.watch(this.look);
    window.addEventListener("online", this.hurry);
    this.hurry();
  }

  stop() {
    this.unwatch?.();
    window.removeEventListener("online", this.hurry);
  }

  watch = (watcher: () => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  all = () => this.list;

  /** Be told of each message once the server has it. */
  hear(hearer: (message: Message, body: NewMessage) => void) {
    this.hearers.add(hearer);
    return () => void this.hearers.delete(hearer);
  }

  /** Send: at once, or once those of its files that are still going up, `pending`, are there. */
  add(conversationId: Id, body: NewMessage, at: string, files: Attachment[] = [], pending: Record<Id, string> = {}) {
    const state = Object.keys(pending).length > 0 ? "uploading" : "waiting";
    this.uploads.take(Object.keys(pending));
    this.become([...this.list, { conversation_id: conversationId, body, at, state, problem: null, files, pending }]);
    this.look();
    void this.pump(conversationId);
  }

  /** Look after those that wait for files. */
  private readonly look = () => {
    const up = new Map(this.uploads.all().map((one) => [one.id, one]));
    for (const one of this.list) {
      const mine = Object.keys(one.pending).map((id) => up.get(id));
      if (one.state !== "uploading") continue;
      const there = mine.flatMap((each) => (each?.attachment ? [each.attachment] : []));
      if (there.length === mine.length) {
        this.change(one.body.id, { state: "waiting", files: [...one.files, ...there], pending: {} });
        for (const file of there) this.uploads.forget(file.id);
        void this.pump(one.conversation_id);
      } else if (mine.some((each) => !each || (each.state === "stopped" && !(each.error instanceof Unreachable)))) {
        this.change(one.body.id, { state: "refused", problem: { status: 0, code: "upload_failed" } });
      }
    }
  };

  /** Take it back: only what was refused, or what waits and never reached the server. */
  discard(id: Id) {
    this.become(this.list.filter((one) => one.body.id !== id));
  }

  retry(id: Id) {
    const waits = Object.keys(this.list.find((each) => each.body.id === id)?.pending ?? {});
    this.change(id, { state: waits.length > 0 ? "uploading" : "waiting", problem: null });
    for (const file of waits) this.uploads.retry(file);
    const one = this.list.find((each) => each.body.id === id);
    if (one) void this.pump(one.conversation_id);
  }

  private readonly hurry = () => {
    this.waits.clear();
    for (const conversation of new Set(this.list.map((one) => one.conversation_id))) void this.pump(conversation);
  };

  private async pump(conversationId: Id) {
    if (this.busy.has(conversationId)) return;
    this.busy.add(conversationId);
    for (let next = this.next(conversationId); next; next = this.next(conversationId)) {
      const { body } = next;
      this.change(body.id, { state: "posting" });
      try {
        const message = await this.post(conversationId, body);
        this.waits.delete(conversationId);
        this.arrived(message);
        for (const hear of this.hearers) hear(message, body);
        this.discard(body.id);
      } catch (error) {
        if (error instanceof Refused && !passing(error.problem)) {
          this.change(body.id, { state: "refused", problem: error.problem });
          continue;
        }
        if (!(error instanceof Refused) && !(error instanceof Unreachable)) throw error;
        this.change(body.id, { state: "waiting" });
        this.later(conversationId);
        break;
      }
    }
    this.busy.delete(conversationId);
  }

  private later(conversationId: Id) {
    const wait = this.waits.get(conversationId) ?? FIRST_WAIT;
    this.waits.set(conversationId, Math.min(wait * 2, LONGEST_WAIT));
    setTimeout(() => void this.pump(conversationId), wait);
  }

  private next(conversationId: Id): Outgoing | undefined {
    const first = this.list.find((one) => one.conversation_id === conversationId && one.state !== "refused");
    return first?.state === "uploading" ? undefined : first; // what was written later waits behind it
  }

  private change(id: Id, change: Partial<Outgoing>) {
    this.become(this.list.map((one) => (one.body.id === id ? { ...one, ...change } : one)));
  }

  private become(list: Outgoing[]) {
    this.list = list;
    localStorage.setItem(this.kept, JSON.stringify(list));
    for (const watcher of this.watchers) watcher();
  }

  private read(): Outgoing[] {
    const text = localStorage.getItem(this.kept);
    if (!text) return [];
    const list = (JSON.parse(text) as Outgoing[]).map((one) => ({ ...one, files: one.files ?? [], pending: one.pending ?? {} }));
    return list.map((one) => {
      if (one.state === "posting") return { ...one, state: "waiting" };
      const lost = Object.keys(one.pending).length > 0; // a browser keeps no file over a reload
      return lost ? { ...one, state: "refused", problem: { status: 0, code: "upload_lost" } } : one;
    });
  }
}

/** A refusal that time may lift: too busy, signed out, down. */
function passing(problem: Problem): boolean {
  return problem.status >= 500 || problem.status === 429 || problem.status === 401;
}
