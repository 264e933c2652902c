import { describe, expect, test } from "vitest";
import { promised, shown, slack, used } from "~/rooms/sla/slack";
import { aClock } from "../make";

const at = (hour: string) => Date.parse(`2026-11-19T${hour}:00Z`);

describe("a promise on screen", () => {
  test("runs, then approaches, then is broken at the very hour", () => {
    expect(promised(aClock(), at("11:00"))).toBe("running");
    expect(promised(aClock(), at("11:30"))).toBe("approaching");
    expect(promised(aClock(), at("12:00"))).toBe("breached");
  });

  test("is broken before the server says so, and stays so after", () => {
    expect(promised(aClock({ state: "running" }), at("12:01"))).toBe("breached");
    expect(promised(aClock({ state: "breached" }), at("11:00"))).toBe("breached");
  });

  test("goes quiet once kept or voided", () => {
    expect(promised(aClock({ state: "satisfied" }), at("13:00"))).toBe("kept");
    expect(slack(aClock({ state: "voided" }), at("13:00"))).toBe(Infinity);
  });

  test("has no slack to show while paused", () => {
    expect(promised(aClock({ state: "paused", due_at: null }), at("11:00"))).toBe("paused");
    expect(slack(aClock({ state: "paused", due_at: null }), at("11:00"))).toBe(Infinity);
  });

  test("is shown once for answers, the one that falls due first, and once for the resolution", () => {
    const clocks = [
      aClock({ id: "human", target: "first_human_response", due_at: "2026-11-19T12:30:00Z" }),
      aClock({ id: "any", target: "first_response" }),
      aClock({ id: "done", state: "satisfied" }),
      aClock({ id: "end", target: "resolution", due_at: "2026-11-21T12:00:00Z" }),
    ];
    expect(shown(clocks, at("11:00")).map((one) => one.id)).toEqual(["any", "end"]);
  });

  test("fills its ring from empty to full, never beyond", () => {
    expect(used(aClock(), at("10:00"))).toBe(0);
    expect(used(aClock(), at("11:00"))).toBe(0.5);
    expect(used(aClock(), at("15:00"))).toBe(1);
    expect(used(aClock(), at("08:00"))).toBe(0);
  });
});
