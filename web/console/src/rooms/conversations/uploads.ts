import type { Id, Problem } from "~/client/contract/basics";
import type { Attachment } from "~/client/contract/messages";
import { Refused, Unreachable } from "~/client/http";
import { uuid7 } from "~/client/uuid7";

/** A file on its way up, there, or stopped with why. Its id was minted here: it is the attachment's id for ever. */
export interface Upload {
  id: Id;
  case_id: Id;
  file: File;
  /** How much of it has left, 0 to 1. */
  share: number;
  state: "going" | "there" | "stopped";
  error: unknown;
  /** It goes with a message that is sent already, and is no longer the composer's. */
  taken: boolean;
  attachment: Attachment | null;
}

export interface SendUp {
  (id: Id, name: string, file: File, onShare: (share: number) => void, signal: AbortSignal): Promise<Attachment>;
}

const AGAIN = 4_000;

/** Files go up from here, whatever is on screen meanwhile. What had no network is tried again. */
export class Uploads {
  private list: Upload[] = [];
  private readonly send: SendUp;
  private readonly watchers = new Set<() => void>();
  private readonly cuts = new Map<Id, AbortController>();

  constructor(send: SendUp) {
    this.send = send;
  }

  start() {
    window.addEventListener("online", this.hurry);
    window.addEventListener("beforeunload", this.warn);
  }

  stop() {
    window.removeEventListener("online", this.hurry);
    window.removeEventListener("beforeunload", this.warn);
    for (const cut of this.cuts.values()) cut.abort();
  }

  watch = (watcher: () => void) => {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  };

  all = () => this.list;

  /** Take a file in; what the channel refuses, as `refusal` says, stays here with its reason and never travels. */
  add(caseId: Id, file: File, refusal: Problem | null) {
    const id = uuid7();
    const error = refusal ? new Refused(refusal) : null;
    this.become([...this.list, { id, case_id: caseId, file, share: 0, state: error ? "stopped" : "going", error, taken: false, attachment: null }]);
    if (!error) void this.go(id, file);
  }

  /** Let a file go up again: the same id, so that what arrived without an answer is not there twice. */
  retry(id: Id) {
    const one = this.list.find((each) => each.id === id);
    if (!one || one.state !== "stopped") return;
    this.change(id, { state: "going", error: null, share: 0 });
    void this.go(id, one.file);
  }

  /** These belong to a message that was sent meanwhile. */
  take(ids: Id[]) {
    this.become(this.list.map((one) => (ids.includes(one.id) ? { ...one, taken: true } : one)));
  }

  /** They are the composer's again. */
  giveBack(ids: Id[]) {
    this.become(this.list.map((one) => (ids.includes(one.id) ? { ...one, taken: false } : one)));
  }

  forget(id: Id) {
    this.cuts.get(id)?.abort();
    this.become(this.list.filter((one) => one.id !== id));
  }

  private readonly hurry = () => {
    for (const one of this.list) if (one.error instanceof Unreachable) this.retry(one.id);
  };

  /** A browser keeps no file over a reload: leaving now would lose what is on its way. */
  private readonly warn = (event: BeforeUnloadEvent) => {
    if (this.list.some((one) => one.state === "going")) event.preventDefault();
  };

  private async go(id: Id, file: File) {
    const cut = new AbortController();
    this.cuts.set(id, cut);
    try {
      const attachment = await this.send(id, file.name || "imagen.png", file, (share) => this.change(id, { share }), cut.signal);
      this.change(id, { state: "there", share: 1, attachment });
    } catch (error) {
      this.change(id, { state: "stopped", error });
      if (error instanceof Unreachable) setTimeout(() => this.retry(id), AGAIN);
    } finally {
      this.cuts.delete(id);
    }
  }

  private change(id: Id, change: Partial<Upload>) {
    this.become(this.list.map((one) => (one.id === id ? { ...one, ...change } : one)));
  }

  private become(list: Upload[]) {
    this.list = list;
    for (const watcher of this.watchers) watcher();
  }
}
