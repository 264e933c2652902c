import { beforeEach, expect, test, vi } from "vitest";
import { Door } from "../src/app/door";
import { type Heard, Line } from "../src/app/line";

class Wire {
  static all: Wire[] = [];
  readyState = 1;
  said: string[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  constructor(readonly url: string) {
    Wire.all.push(this);
  }
  send(text: string): void {
    this.said.push(text);
  }
  close(code = 1000): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
  tell(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

beforeEach(() => {
  Wire.all = [];
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Wire);
});

function aLine() {
  const seen: string[] = [];
  const heard: Heard = {
    view: (view, whole) => seen.push(`${whole ? "whole" : "part"} ${view.messages.map((one) => one.id).join()}`),
    typing: () => seen.push("typing"),
    online: () => undefined,
    renew: vi.fn(async () => undefined),
  };
  const door = new Door("https://care.example/chat/v1/k");
  door.token = "t";
  door.messages = vi.fn(async () => ({ messages: [{ id: "polled" }], more: false }) as never);
  const line = new Line("wss://care.example/live", door, heard);
  line.start();
  const wire = () => Wire.all.at(-1) as Wire;
  wire().onopen?.();
  return { line, wire, seen, heard, door };
}

const frame = (prev: number, id: string, whole = false) => ({ prev, seq: prev + 1, whole, messages: [{ id }] });

test("it says who it is first, never in the address", () => {
  const { wire } = aLine();
  expect(wire().said).toEqual(['{"token":"t"}']);
  expect(wire().url).not.toContain("t=");
});

test("frames that follow each other are taken, and a gap means the whole view again", async () => {
  const { wire, seen } = aLine();
  wire().tell(frame(0, "a", true));
  wire().tell(frame(1, "b"));
  const first = wire();
  wire().tell(frame(3, "d"));
  expect(seen).toEqual(["whole a", "part b"]);
  expect(first.readyState).toBe(3);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(Wire.all).toHaveLength(2);
  wire().tell(frame(0, "abcd", true));
  expect(seen.at(-1)).toBe("whole abcd");
});

test("a line that went silent is given up and made anew", async () => {
  const { wire } = aLine();
  wire().tell(frame(0, "a", true));
  await vi.advanceTimersByTimeAsync(20_500);
  expect(wire().said.at(-1)).toBe('{"ping":1}');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(Wire.all.length).toBeGreaterThan(1);
});

test("an answer to a ping keeps the line", async () => {
  const { wire } = aLine();
  wire().tell(frame(0, "a", true));
  for (let minute = 0; minute < 10; minute++) {
    await vi.advanceTimersByTimeAsync(20_500);
    wire().tell({ pong: 1 });
  }
  expect(Wire.all).toHaveLength(1);
});

test("a server that does not know us is asked for a new session before the next try", async () => {
  const { wire, heard } = aLine();
  wire().close(4401);
  await vi.advanceTimersByTimeAsync(10);
  expect(heard.renew).toHaveBeenCalledTimes(1);
  expect(Wire.all).toHaveLength(2);
});

test("where no line can be had, the view is asked for instead", async () => {
  const { seen, door } = aLine();
  for (let count = 0; count < 40 && !seen.length; count++) {
    Wire.all.at(-1)?.close(1006);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(door.messages).toHaveBeenCalled();
  expect(seen).toContain("whole polled");
});

test("a line that was stopped stays down", async () => {
  const { line } = aLine();
  line.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(Wire.all).toHaveLength(1);
});
