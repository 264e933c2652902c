import { describe, expect, it } from "vitest";
import type { Crew, Target, WallNumbers } from "~/client/contract/floor";
import { figure, figuresOf, targetOf, toneOf } from "~/rooms/console/figures";

const NOON = Date.parse("2026-11-20T12:00:00Z");
const NUMBERS: WallNumbers = { open: 9, waiting: 4, since: "2026-11-20T11:50:00Z", at_risk: 0, breached: 0, due_next: null, offered: 20, kept: 7, decided: 10, aside: 0 };
const CREW: Crew = { agents: 2, available: 2, busy: 0, away: 0, offline: 0, load: 40, capacity: 100 };
const TARGETS: Target[] = [
  { measure: "waiting", value: 20, queue_id: null },
  { measure: "waiting", value: 3, queue_id: "cola" },
  { measure: "longest_wait", value: 900, queue_id: null },
  { measure: "service_level", value: 80, queue_id: null },
];

describe("the figures of the wall", () => {
  it("a number that is not to be passed is near from four fifths of its target on, and broken beyond it", () => {
    expect([15, 16, 17, 20, 21].map((value) => toneOf("waiting", value, 20))).toEqual(["kept", "kept", "approaching", "approaching", "breached"]);
    expect(toneOf("breached", 0, 0)).toBe("kept");
    expect(toneOf("breached", 1, 0)).toBe("breached");
  });

  it("a share that is to be reached is broken below its target and near just above it", () => {
    expect([79, 80, 84, 85, 100].map((value) => toneOf("service_level", value, 80))).toEqual(["breached", "approaching", "approaching", "kept", "kept"]);
    expect(toneOf("service_level", 100, 100)).toBe("kept");
  });

  it("what nothing can be said of is not judged", () => {
    const empty = figuresOf({ ...NUMBERS, since: null, kept: 0, decided: 0 }, { ...CREW, capacity: 0 }, TARGETS, null, NOON);
    expect(["longest_wait", "service_level", "load"].map((measure) => figure(empty, measure as "load").value)).toEqual([null, null, null]);
    expect(empty.every((one) => one.tone === "kept")).toBe(true);
  });

  it("a wait goes on between two snapshots", () => {
    const later = figuresOf(NUMBERS, CREW, TARGETS, null, NOON + 61_000);
    expect(figure(later, "longest_wait").value).toBe(661);
  });

  it("a queue's own target holds before that of everywhere", () => {
    expect(targetOf("waiting", TARGETS, "cola")).toBe(3);
    expect(targetOf("waiting", TARGETS, "otra")).toBe(20);
    expect(figure(figuresOf(NUMBERS, CREW, TARGETS, "cola", NOON), "waiting").tone).toBe("breached");
  });
});
