/**
 * What the visitor did and the server has not confirmed. Each entry is kept by itself in the browser's storage, so
 * that two tabs cannot overwrite each other; entries go out one after the other, in the order of their ids, each under
 * the same id however often it is tried.
 */
import type { Item } from "../wire/protocol";
import { Refused } from "./door";
import type { Memory } from "./storage";

export interface Entry {
  id: string;
  items: Item[];
  /** By the browser's clock; `skew` is what the server's was ahead then, absent before the first session. */
  at: number;
  skew?: number;
  failed?: string;
}

export interface Post {
  /** Deliver a body; throws `Refused`. */
  deliver: (body: string) => Promise<unknown>;
  /** Find out who we are, again; returns false when that cannot help. */
  renew: () => Promise<boolean>;
  skew: () => number | undefined;
  locale: () => string;
}

const LONGEST_WAIT = 30_000;

export class Outbox {
  #busy = false;
  #wanted = false;
  #tries = 0;
  #timer = 0;

  constructor(
    private readonly memory: Memory,
    private readonly post: Post,
    private readonly changed: (entry: Entry, sent: boolean) => void,
    private readonly lock: <T>(deed: () => Promise<T>) => Promise<T> = alone,
  ) {}

  entries(): Entry[] {
    return this.memory.names("out:").flatMap((name) => this.memory.get<Entry>(name) ?? []);
  }

  add(id: string, items: Item[], at: number): Entry {
    const skew = this.post.skew();
    const entry: Entry = { id, items, at, ...(skew !== undefined && { skew }) };
    this.memory.set(`out:${id}`, entry);
    this.flush();
    return entry;
  }

  drop(id: string): void {
    this.memory.drop(`out:${id}`);
  }

  retry(id: string): void {
    const entry = this.memory.get<Entry>(`out:${id}`);
    if (!entry) return;
    delete entry.failed;
    this.memory.set(`out:${id}`, entry);
    this.changed(entry, false);
    this.flush();
  }

  /** Begin to send now, whatever wait was running. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#wanted = this.#busy;
    if (this.#busy) return;
    this.#busy = true;
    void this.lock(() => this.#run()).finally(() => {
      this.#busy = false;
      if (this.#wanted) this.flush();
    });
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    for (;;) {
      const entry = this.entries().find((one) => !one.failed);
      if (!entry) return;
      try {
        await this.post.deliver(this.#body(entry));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        if (error.status === 401 && this.#tries < 2 && (await this.#renew())) continue;
        if (error.again || error.status === 401) return this.#later(error.wait);
        entry.failed = error.code;
        this.memory.set(`out:${entry.id}`, entry);
        this.changed(entry, false);
        continue;
      }
      this.#tries = 0;
      this.drop(entry.id);
      this.changed(entry, true);
    }
  }

  async #renew(): Promise<boolean> {
    this.#tries++;
    try {
      return await this.post.renew();
    } catch {
      return false;
    }
  }

  #body(entry: Entry): string {
    const skew = this.post.skew() ?? 0;
    const at = Math.round(entry.at + (entry.skew ?? skew));
    const items = entry.items.map((item) => ({ ...item, at }));
    return JSON.stringify({ id: entry.id, items, sent_at: Math.round(Date.now() + skew), locale: this.post.locale() });
  }

  #later(seconds: number): void {
    const wait = Math.min(LONGEST_WAIT, 800 * 2 ** this.#tries++) * (0.75 + Math.random() / 2);
    this.#timer = setTimeout(() => this.flush(), Math.max(wait, seconds * 1000)) as unknown as number;
  }
}

const alone = <T>(deed: () => Promise<T>): Promise<T> => deed();

/** Let one tab at a time send, where the browser can say so; elsewhere the ids keep doubles harmless. */
export function tabLock(name: string): <T>(deed: () => Promise<T>) => Promise<T> {
  return async (deed) => {
    let begun = false;
    const run = (): ReturnType<typeof deed> => {
      begun = true;
      return deed();
    };
    try {
      return await navigator.locks.request(name, run);
    } catch (error) {
      if (begun) throw error;
      return deed(); // no locks, or none in a frame without origin
    }
  };
}
