import { afterEach, expect, test, vi } from "vitest";
import { CALLS, run } from "../src/app/calls";
import type { Chat } from "../src/app/chat";
import { Telling, sifted } from "../src/app/telling";
import type { Item } from "../src/wire/protocol";

const ALLOWED = { keys: ["plan"], events: ["order_placed"] };

afterEach(() => vi.restoreAllMocks());

test("what no administrator allowed never leaves, and a developer's console says so", () => {
  const said = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  expect(sifted({ type: "context", attributes: { plan: "Mesa", dni: "48213377" } }, ALLOWED)).toEqual({ type: "context", attributes: { plan: "Mesa" } });
  expect(sifted({ type: "track", name: "password_typed" }, ALLOWED)).toBeUndefined();
  expect(sifted({ type: "track", name: "order_placed" }, ALLOWED)).toEqual({ type: "track", name: "order_placed" });
  expect(said.mock.calls.flat().join(" ")).toMatch(/dni.*password_typed/s);
});

test("what the page tells waits for the first message of whom it is about", () => {
  const sent: Item[][] = [];
  let writes = false;
  const telling = new Telling((items) => sent.push(items), () => writes);
  telling.tell({ type: "context", attributes: { plan: "Mesa" } });
  telling.allow(ALLOWED);
  telling.tell({ type: "identify" });
  expect(sent).toEqual([]);
  expect(telling.take().map((one) => one.type)).toEqual(["context", "identify"]);
  writes = true;
  telling.tell({ type: "track", name: "order_placed" });
  expect(sent.flat().map((one) => one.name)).toEqual(["order_placed"]);
});

test("what was told before the server said what it takes is not sent before", () => {
  const sent: Item[][] = [];
  const telling = new Telling((items) => sent.push(items), () => true);
  telling.tell({ type: "track", name: "order_placed" });
  expect(sent).toEqual([]);
  telling.allow(ALLOWED);
  expect(sent).toHaveLength(1);
});

test("a flow that nobody made, and a command that nobody knows, are told to the page", () => {
  const heard: unknown[] = [];
  const chat = { warn: (code: string, detail: object) => heard.push({ code, ...detail }) } as unknown as Chat;
  run(chat, ["startFlow", "cambios"]);
  run(chat, ["constructor"]);
  expect(heard).toEqual([{ code: "flow_unknown", flow: "cambios" }, { code: "unknown_command", command: "constructor" }]);
  expect(Object.keys(CALLS)).toContain("startFlow");
});
