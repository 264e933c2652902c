import { beforeEach, expect, test, vi } from "vitest";
import { Refused } from "../src/app/door";
import { uuid7 } from "../src/app/ids";
import { Outbox } from "../src/app/outbox";
import { memory } from "../src/app/storage";

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});

interface Server {
  accepted: Map<string, unknown[]>;
  answer: () => "ok" | "lost" | Refused;
}

function aServer(answer: Server["answer"] = () => "ok"): Server & { deliver: (body: string) => Promise<void> } {
  const accepted = new Map<string, unknown[]>();
  return {
    accepted,
    answer,
    async deliver(body: string) {
      const { id, items } = JSON.parse(body) as { id: string; items: unknown[] };
      const said = answer();
      if (said instanceof Refused) throw said;
      if (!accepted.has(id)) accepted.set(id, items);
      if (said === "lost") throw new Refused("network");
    },
  };
}

function anOutbox(server: { deliver: (body: string) => Promise<unknown> }, more: object = {}) {
  const changes: string[] = [];
  const post = { deliver: server.deliver, renew: async () => true, skew: () => 0, locale: () => "es", ...more };
  const outbox = new Outbox(memory("k", () => localStorage), post, (entry, sent) => changes.push(`${entry.id} ${sent ? "sent" : (entry.failed ?? "waits")}`));
  return { outbox, changes };
}

const message = (text: string) => [{ type: "message", text }];
const settle = () => vi.advanceTimersByTimeAsync(120_000);

test("what was added goes out once, in order, whatever happens to the answers", async () => {
  let turn = 0;
  const fates = ["lost", new Refused("network"), "ok", new Refused("down", 503), "lost", "lost", "ok", "ok", "ok", "ok", "ok"] as const;
  const server = aServer(() => fates[turn++] ?? "ok");
  const { outbox } = anOutbox(server);
  const ids = ["uno", "dos", "tres", "cuatro", "cinco"].map((text) => outbox.add(uuid7(), message(text), Date.now()).id);
  await settle();
  expect([...server.accepted.keys()]).toEqual(ids);
  expect([...server.accepted.values()].flat()).toHaveLength(5);
  expect(outbox.entries()).toEqual([]);
});

test("what waits is found by the next page", async () => {
  const { outbox } = anOutbox(aServer(() => new Refused("network")));
  outbox.add(uuid7(), message("hola"), 1_000);
  await vi.advanceTimersByTimeAsync(10);
  outbox.stop();
  const server = aServer();
  anOutbox(server).outbox.flush();
  await settle();
  expect(server.accepted.size).toBe(1);
});

test("what the server will never take is shown as failed and holds nobody up", async () => {
  let first = true;
  const server = aServer(() => (first ? ((first = false), new Refused("message_too_long", 413)) : "ok"));
  const { outbox, changes } = anOutbox(server);
  const long = outbox.add(uuid7(), message("x".repeat(9_000)), 0);
  outbox.add(uuid7(), message("corto"), 0);
  await settle();
  expect(changes[0]).toBe(`${long.id} message_too_long`);
  expect(server.accepted.size).toBe(1);
  expect(outbox.entries().map((one) => one.failed)).toEqual(["message_too_long"]);
  outbox.retry(long.id);
  await settle();
  expect(server.accepted.size).toBe(2);
});

test("who is not known any more asks for a new session and goes on", async () => {
  let known = false;
  const server = aServer(() => (known ? "ok" : new Refused("visitor_unknown", 401)));
  const renew = vi.fn(async () => (known = true));
  anOutbox(server, { renew }).outbox.add(uuid7(), message("hola"), 0);
  await settle();
  expect(renew).toHaveBeenCalledTimes(1);
  expect(server.accepted.size).toBe(1);
});

test("who is told to wait waits that long", async () => {
  let told = false;
  const server = aServer(() => (told ? "ok" : ((told = true), new Refused("too_many_requests", 429, 30))));
  anOutbox(server).outbox.add(uuid7(), message("hola"), 0);
  await vi.advanceTimersByTimeAsync(29_000);
  expect(server.accepted.size).toBe(0);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(server.accepted.size).toBe(1);
});

test("a message written before the first session gets the server's time when it leaves", async () => {
  const bodies: string[] = [];
  let skew: number | undefined;
  const deliver = async (body: string) => void bodies.push(body);
  const { outbox } = anOutbox({ deliver }, { skew: () => skew });
  skew = undefined;
  const add = outbox.add.bind(outbox);
  const entry = (() => {
    outbox.flush = () => undefined;
    return add(uuid7(), message("hola"), 5_000);
  })();
  expect(entry.skew).toBeUndefined();
  skew = 172_800_000;
  anOutbox({ deliver }, { skew: () => skew }).outbox.flush();
  await settle();
  expect((JSON.parse(bodies[0] ?? "{}") as { items: { at: number }[] }).items[0]?.at).toBe(172_805_000);
});

test("a message added while the lock is being given back is not forgotten", async () => {
  const server = aServer();
  const post = { deliver: server.deliver, renew: async () => true, skew: () => 0, locale: () => "es" };
  const slow = async <T>(deed: () => Promise<T>): Promise<T> => {
    const result = await deed();
    await new Promise((done) => setTimeout(done, 20));
    return result;
  };
  const outbox = new Outbox(memory("k", () => localStorage), post, () => undefined, slow);
  outbox.add(uuid7(), message("uno"), 0);
  await vi.advanceTimersByTimeAsync(10);
  outbox.add(uuid7(), message("dos"), 0);
  await vi.advanceTimersByTimeAsync(100);
  expect(server.accepted.size).toBe(2);
});

test("a browser that keeps nothing still sends", async () => {
  const server = aServer();
  const refusing = () => {
    throw new Error("denied");
  };
  const post = { deliver: server.deliver, renew: async () => true, skew: () => 0, locale: () => "es" };
  new Outbox(memory("k", refusing), post, () => undefined).add(uuid7(), message("hola"), 0);
  await settle();
  expect(server.accepted.size).toBe(1);
});

test("ids of one page ascend even within a millisecond and when the clock steps back", () => {
  const ids = Array.from({ length: 10_000 }, (_, count) => uuid7(count % 100 === 99 ? 1_000 : 2_000 + Math.floor(count / 5_000)));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((one) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(one))).toBe(true);
});
