import { describe, expect, test } from "vitest";
import type { AgentPlan, ExpectedPart } from "~/client/contract/floor";
import { standingOf } from "~/rooms/workforce/standing";

const part = (what: ExpectedPart["what"], since: number, until: number): ExpectedPart => ({
  what,
  since: new Date(Date.UTC(2026, 10, 23, since)).toISOString(),
  until: new Date(Date.UTC(2026, 10, 23, until)).toISOString(),
  kept_by: what === "work" ? ["available", "busy"] : ["away", "break", "offline"],
});
const PLAN: AgentPlan = { expected: [part("work", 9, 13), part("break", 13, 14), part("work", 14, 16), part("work", 17, 18)], adherence: null };
const at = (hour: number, state: "available" | "break" | "offline", plan: AgentPlan | undefined = PLAN) => standingOf({ state }, plan, Date.UTC(2026, 10, 23, hour));

describe("how somebody stands to their shift", () => {
  test("follows the clock through the day", () => {
    expect([8, 10, 13, 16, 18].map((hour) => at(hour, "offline").kind)).toEqual(["before", "broken", "kept", "between", "after"]);
  });

  test("asks for the state of the part that it is", () => {
    expect([at(10, "available").kind, at(10, "break").kind, at(13, "available").kind]).toEqual(["kept", "broken", "broken"]);
  });

  test("says when the part ends, the next one begins, the last one ended", () => {
    expect([at(8, "offline"), at(18, "offline")]).toEqual([{ kind: "before", until: PLAN.expected[0]?.since }, { kind: "after", since: PLAN.expected[3]?.until }]);
  });

  test("says nothing of whoever has no shift", () => {
    expect(standingOf({ state: "offline" }, undefined, Date.UTC(2026, 10, 23, 10)).kind).toBe("unplanned");
  });
});
