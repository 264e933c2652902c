import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Segment } from "~/client/contract/posted";
import { Attention } from "~/rooms/console/attention";

const START = Date.parse("2026-11-19T10:00:00Z");

function attention() {
  const posted: Segment[] = [];
  const one = new Attention({
    post: async (segments) => posted.push(...segments),
    beacon: (segments) => void posted.push(...segments),
    now: () => Date.now(),
  });
  one.start();
  return { one, posted };
}

const press = () => window.dispatchEvent(new KeyboardEvent("keydown", { key: "s" }));

describe("attention", () => {
  beforeEach(() => {
    localStorage.clear();
    vi.useFakeTimers({ now: START });
  });
  afterEach(() => vi.useRealTimers());

  test("counts active seconds on a case and cuts what was idle", () => {
    const { one, posted } = attention();
    one.look("case", "case");
    press();
    vi.advanceTimersByTime(10 * 60_000);
    one.look("other", "case");
    one.stop();
    const focus = posted.find((each) => each.case_id === "case");
    expect(focus?.active_seconds).toBeGreaterThanOrEqual(28);
    expect(focus?.active_seconds).toBeLessThanOrEqual(31);
    expect(focus?.keys).toBe(1);
  });

  test("never keeps which key it was", () => {
    const { one, posted } = attention();
    one.look("case", "case");
    for (const key of "secreto") window.dispatchEvent(new KeyboardEvent("keydown", { key }));
    vi.advanceTimersByTime(2_000);
    one.stop();
    expect(posted[0]?.keys).toBe(7);
    expect(JSON.stringify(posted)).not.toMatch(/"key"|Key[A-Z]|secreto/);
  });

  test("is one interval after the other, without overlap", () => {
    const { one, posted } = attention();
    for (const id of ["a", "b", "a"]) {
      one.look(id, "case");
      press();
      vi.advanceTimersByTime(5_000);
    }
    one.stop();
    const times = posted.map((each) => [Date.parse(each.started_at), Date.parse(each.ended_at)] as const);
    for (const [place, [start]] of times.entries()) if (place > 0) expect(start).toBeGreaterThanOrEqual(times[place - 1]?.[1] ?? 0);
  });

  test("waits in the browser when the server does not take it", async () => {
    let up = false;
    const taken: Segment[] = [];
    const one = new Attention({
      post: async (segments) => {
        if (!up) throw new Error("down");
        taken.push(...segments);
      },
      beacon: () => undefined,
      now: () => Date.now(),
    });
    one.start();
    one.look("case", "case");
    press();
    await vi.advanceTimersByTimeAsync(5_000);
    one.look(null, "cases");
    await vi.advanceTimersByTimeAsync(31_000);
    expect(taken).toEqual([]);
    up = true;
    await vi.advanceTimersByTimeAsync(31_000);
    expect(taken.some((each) => each.case_id === "case")).toBe(true);
    one.stop();
  });
});
