import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { change, renew } from "~/client/change";
import type { LiveResource } from "~/client/contract/live";
import { Live } from "~/client/live";
import { casesListener } from "~/rooms/cases/casesListener";
import { place, type Rows } from "~/rooms/cases/order";
import { casesQuery, type Listing } from "~/rooms/cases/queries";
import { aRow } from "../make";

const SCHEDULES = 1_000;
const STEPS = 40;
const LISTING: Listing = { view: "team", sort: "oldest", q: "", filter: {} };
const TOPIC = `cases:${LISTING.view}`;
const { queryKey } = casesQuery(LISTING);

/** Numbers from a seed, the same every time (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const at = (n: number) => new Date(Date.UTC(2026, 10, 22, 10, 0, n)).toISOString();

/** A server as the contract says: a list that changes, facts with numbers, and frames that chain for each socket. */
class Server {
  readonly rows = new Map<string, ReturnType<typeof aRow>>();
  readonly sockets = new Set<Socket>();
  seq = 0;

  constructor(readonly random: () => number) {}

  /** A case comes, changes or goes. */
  happen() {
    this.seq += 1;
    const id = `c${Math.floor(this.random() * 8)}`;
    const old = this.rows.get(id);
    if (old && this.random() < 0.3) {
      this.rows.delete(id);
      this.tell([{ type: "gone", of: "case_row", id }]);
      return;
    }
    const row = aRow(id, { revision: this.seq, preview: `${this.seq}`, last_message_at: at(Math.floor(this.random() * 50)) });
    this.rows.set(id, row);
    this.tell([{ type: "case_row", row }]);
  }

  private tell(resources: LiveResource[]) {
    for (const socket of this.sockets) socket.tell(this.seq, resources);
  }

  page(): Rows {
    return structuredClone({ pages: [{ items: this.list(), next: null }], pageParams: [""] });
  }

  list() {
    return [...this.rows.values()].toSorted((one, other) => (one.last_message_at < other.last_message_at ? -1 : 1));
  }
}

/** A socket over a network that delays, and that may be cut at any moment: then what is under way is lost. */
class Socket {
  static readonly OPEN = 1;
  static server: Server;
  static random: () => number;
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  private stands: number | null = null;
  private clear = 0;

  constructor() {
    this.soon(() => {
      this.readyState = 1;
      Socket.server.sockets.add(this);
      this.onopen?.();
    });
  }

  send(text: string) {
    const { subscribe } = JSON.parse(text) as { subscribe?: string };
    if (subscribe !== TOPIC) return;
    this.soon(() => {
      this.stands = Socket.server.seq;
      this.post(null, this.stands, []);
    });
  }

  tell(seq: number, resources: LiveResource[]) {
    if (this.stands === null) return;
    this.post(this.stands, seq, resources);
    this.stands = seq;
  }

  close() {
    this.readyState = 3;
    Socket.server.sockets.delete(this);
  }

  cut() {
    if (this.readyState === 3) return;
    this.close();
    this.onclose?.({ code: 1006 });
  }

  private post(prev: number | null, seq: number, resources: LiveResource[]) {
    const data = JSON.stringify({ topic: TOPIC, prev, seq, now: at(0), resources });
    this.soon(() => this.onmessage?.({ data }));
  }

  /** In order, each a little later than the one before. */
  private soon(what: () => void) {
    this.clear = Math.max(this.clear, Date.now()) + Math.floor(Socket.random() * 60);
    setTimeout(() => this.readyState !== 3 && what(), this.clear - Date.now());
  }
}

/** One desk over one server: what happens, cuts and slow fetches come in an order that the seed draws. */
async function play(seed: number): Promise<{ shown: unknown; fresh: unknown }> {
  const random = chance(seed);
  const server = new Server(random);
  Object.assign(Socket, { server, random });
  const cache = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false, networkMode: "always" } } });
  const fetched = new QueryObserver<Rows>(cache, {
    queryKey,
    // The server reads at one moment, and its answer arrives at a later one.
    queryFn: async () => {
      await new Promise((go) => setTimeout(go, random() * 120));
      const page = server.page();
      await new Promise((go) => setTimeout(go, random() * 200));
      return page;
    },
  });
  const leave = fetched.subscribe(() => undefined);
  const live = new Live(
    () => "ws://here",
    () => undefined,
  );
  live.start();
  const drop = live.subscribe(TOPIC, casesListener(cache, LISTING));
  for (let step = 0; step < STEPS; step += 1) {
    if (random() < 0.8) server.happen();
    if (random() < 0.12) for (const socket of server.sockets) socket.cut();
    await vi.advanceTimersByTimeAsync(random() * 150);
  }
  await vi.advanceTimersByTimeAsync(30_000);
  const shown = cache.getQueryData<Rows>(queryKey)?.pages.flatMap((page) => page.items.map((row) => `${row.id}:${row.preview}`));
  drop();
  leave();
  live.stop();
  cache.clear();
  return { shown: shown?.toSorted(), fresh: server.list().map((row) => `${row.id}:${row.preview}`).toSorted() };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Socket);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test(`after any cut, in ${SCHEDULES} random schedules, the list on screen is the list on the server`, { timeout: 120_000 }, async () => {
  for (let seed = 1; seed <= SCHEDULES; seed += 1) {
    const { shown, fresh } = await play(seed);
    expect(shown, `seed ${seed}`).toEqual(fresh);
  }
});

test("a change that comes while an older answer is under way is not undone by it", async () => {
  const cache = new QueryClient();
  const older: Rows = { pages: [{ items: [], next: null }], pageParams: [""] };
  cache.setQueryData(queryKey, older);
  const fetching = cache.fetchQuery({ queryKey, queryFn: () => new Promise<Rows>((go) => setTimeout(() => go(older), 100)), staleTime: 0 });
  await vi.advanceTimersByTimeAsync(10);
  change<Rows>(cache, queryKey, (rows) => place(rows, aRow("new"), "oldest"));
  await vi.advanceTimersByTimeAsync(200);
  await fetching;
  expect(cache.getQueryData<Rows>(queryKey)?.pages[0]?.items.map((row) => row.id)).toEqual(["new"]);
});

test("what happened between a first fetch and the subscription is on screen", async () => {
  const cache = new QueryClient({ defaultOptions: { queries: { networkMode: "always" } } });
  const happened: Rows = { pages: [{ items: [aRow("new")], next: null }], pageParams: [""] };
  const answers: Rows[] = [{ pages: [{ items: [], next: null }], pageParams: [""] }];
  const queryFn = () => new Promise<Rows>((go) => setTimeout(go, 100, answers.shift() ?? happened));
  const leave = new QueryObserver<Rows>(cache, { queryKey, queryFn }).subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(10);
  renew(cache, queryKey);
  await vi.advanceTimersByTimeAsync(500);
  expect(cache.getQueryData<Rows>(queryKey)?.pages[0]?.items.map((row) => row.id)).toEqual(["new"]);
  leave();
});
