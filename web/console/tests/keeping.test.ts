import "fake-indexeddb/auto";
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keep } from "~/app/kept/keep";
import { restore } from "~/app/kept/restore";
import type { Me } from "~/client/contract/who";
import { Refused } from "~/client/http";
import { Live } from "~/client/live";
import { asOfQuery } from "~/rooms/console/asOf";
import { FORMAT, forgetKept, type Kept, readKept, setKeepsHere, writeKept } from "~/rooms/console/kept";

class Socket {
  static readonly OPEN = 1;
  static last: Socket;
  readyState = 0;
  onopen: (() => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  constructor() {
    Socket.last = this;
  }
  send() {}
  close() {}
}

const ME = {
  user: { id: "ana", name: "Ana" },
  workspace: { id: "casa", name: "Casa" },
  permissions: ["case.read"],
  verbs: ["cases.read"],
  teams: [],
  brands: [],
  keeping: { ends_at: new Date(Date.now() + 3_600_000).toISOString(), idle_seconds: 600 },
} as unknown as Me;

let stop = () => {};
let live: Live;
let cache: QueryClient;

/** Somebody at the desk, connected, with a case on screen. */
function sit(me: Me = ME) {
  cache = new QueryClient();
  cache.setQueryData(["me"], me);
  look("a");
  stop = keep(cache, live, me);
}

function look(caseId: string) {
  cache.setQueryData(["case", caseId], { id: caseId });
  new QueryObserver(cache, { queryKey: ["case", caseId], enabled: false }).subscribe(() => undefined);
}

/** The network goes: what is here is written at once. */
async function cut() {
  await settle();
  window.dispatchEvent(new Event("offline"));
  await settle();
}

const settle = () => new Promise((done) => setTimeout(done, 40));
const cases = (kept: Kept | null) => (kept?.queries ?? []).flatMap((one) => (one.key[0] === "case" ? [one.key[1]] : []));

beforeEach(() => {
  vi.stubGlobal("WebSocket", Socket);
  live = new Live(
    () => "ws://here",
    () => undefined,
  );
  live.start();
  Socket.last.readyState = 1;
  Socket.last.onopen?.();
});

afterEach(async () => {
  stop();
  live.stop();
  await setKeepsHere(true);
  await forgetKept();
  vi.unstubAllGlobals();
});

test("what was on screen is kept as of when the network went, until the session rests too long", async () => {
  sit();
  await cut();
  const kept = await readKept();
  expect(cases(kept)).toEqual(["a"]);
  expect((kept?.until ?? 0) - (kept?.at ?? 0)).toBe(600_000);
});

test("it comes back as it was, for the same build, and says as of when", async () => {
  sit();
  await cut();
  const fresh = new QueryClient();
  expect(await restore(fresh)).toBe(true);
  expect(fresh.getQueryData(["case", "a"])).toMatchObject({ id: "a" });
  expect(fresh.getQueryData(["me"])).toEqual(ME);
  expect(fresh.getQueryData(asOfQuery.queryKey)?.until).toBeGreaterThan(Date.now());
  const kept = (await readKept()) as Kept;
  await writeKept({ ...kept, build: "another" });
  expect(await restore(new QueryClient())).toBe(false);
  await writeKept({ ...kept, until: Date.now() - 1 });
  expect(await restore(new QueryClient())).toBe(false);
  expect(await readKept()).toBeNull();
});

test("a case that is refused goes, and all goes when rights change", async () => {
  sit();
  look("b");
  await settle();
  await cache.fetchQuery({ queryKey: ["case", "b"], retry: false, queryFn: () => Promise.reject(new Refused({ status: 404, code: "not_found" })) }).catch(() => undefined);
  await cut();
  expect(cases(await readKept())).not.toContain("b");
  stop();
  live.stop();
  live.start();
  Socket.last.readyState = 1;
  Socket.last.onopen?.();
  cache = new QueryClient();
  cache.setQueryData(["me"], ME);
  stop = keep(cache, live, ME); // "a" is kept from before, and on no screen now
  await settle();
  cache.setQueryData(["me"], { ...ME, permissions: [] });
  await cut();
  expect(cases(await readKept())).toEqual([]);
});

test("nothing is kept where it is forbidden, by the unit or by the person, nor after somebody signed out", async () => {
  sit({ ...ME, keeping: null });
  await cut();
  expect(await readKept()).toBeNull();
  stop();
  await setKeepsHere(false);
  live.stop();
  live.start();
  Socket.last.readyState = 1;
  Socket.last.onopen?.();
  sit();
  await cut();
  expect(await readKept()).toBeNull();
  await setKeepsHere(true);
  const writing = writeKept({ format: FORMAT, build: "", user: "ana", workspace: "casa", at: 0, until: 0, queries: [] });
  await forgetKept(); // while a writing is under way
  await writing;
  expect(await readKept()).toBeNull();
});

test("of two people at one machine only the last one's is on it", async () => {
  const one: Kept = { format: FORMAT, build: "", user: "ana", workspace: "casa", at: 0, until: 0, queries: [] };
  await writeKept(one);
  await writeKept({ ...one, user: "eva" });
  expect((await readKept())?.user).toBe("eva");
  await writeKept({ ...one, user: "eva", workspace: "otra" });
  expect((await readKept())?.workspace).toBe("otra");
});
