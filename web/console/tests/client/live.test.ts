import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Frame } from "~/client/contract/live";
import { Live } from "~/client/live";

class FakeSocket {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  sent: unknown[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor() {
    FakeSocket.all.push(this);
  }

  send(text: string) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.readyState = 3;
  }

  open() {
    this.readyState = 1;
    this.onopen?.();
  }

  frame(topic: string, prev: number | null, seq: number, resources: Frame["resources"] = []) {
    this.onmessage?.({ data: JSON.stringify({ topic, prev, seq, now: "2026-11-19T10:00:00Z", resources }) });
  }

  lose(code = 1006) {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

const gone = [{ type: "gone" as const, of: "case_row" as const, id: "x" }];
const last = () => FakeSocket.all.at(-1) as FakeSocket;

describe("the socket", () => {
  let live: Live;
  const seen: string[] = [];
  const listener = { changed: () => seen.push("changed"), missed: () => seen.push("missed") };

  beforeEach(() => {
    FakeSocket.all = [];
    seen.length = 0;
    vi.useFakeTimers();
    vi.stubGlobal("WebSocket", FakeSocket);
    live = new Live(
      () => "ws://here",
      () => undefined,
    );
    live.start();
  });

  afterEach(() => {
    live.stop();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  test("fetches what is on screen once the topic stands, then takes the chained frames", () => {
    live.subscribe("views", listener);
    last().open();
    expect(last().sent).toEqual([{ subscribe: "views" }]);
    last().frame("views", null, 7);
    last().frame("views", 7, 8, gone);
    expect(seen).toEqual(["missed", "changed"]);
  });

  test("answers a broken chain by fetching again, and goes on from there", () => {
    live.subscribe("views", listener);
    last().open();
    last().frame("views", null, 7);
    last().frame("views", 9, 10, gone);
    last().frame("views", 10, 11, gone);
    expect(seen).toEqual(["missed", "missed", "changed"]);
  });

  test("after a cut fetches only when something was missed", () => {
    live.subscribe("views", listener);
    last().open();
    last().frame("views", null, 7);
    last().lose();
    expect(live.link).toBe("lost");
    vi.advanceTimersByTime(2_000);
    last().open();
    expect(last().sent).toEqual([{ subscribe: "views" }]);
    last().frame("views", null, 7);
    expect(seen).toEqual(["missed", "changed"]);
    last().lose();
    vi.advanceTimersByTime(2_000);
    last().open();
    last().frame("views", null, 9);
    expect(seen).toEqual(["missed", "changed", "missed"]);
  });

  test("does not come back when the session ended", () => {
    last().open();
    last().lose(4401);
    vi.advanceTimersByTime(60_000);
    expect(live.link).toBe("ended");
    expect(FakeSocket.all).toHaveLength(1);
  });

  test("keeps one subscription for two listeners and ends it with the last", () => {
    last().open();
    const one = live.subscribe("views", listener);
    const two = live.subscribe("views", { ...listener });
    one();
    two();
    expect(last().sent).toEqual([{ subscribe: "views" }, { unsubscribe: "views" }]);
  });
});
