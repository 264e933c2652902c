import { expect, test } from "vitest";
import { triageOf } from "~/rooms/reporting/asked";

test("a report's days and places lead to what was set aside in them", () => {
  const asked = { from: "2026-03-02", to: "2026-03-08", channel: "email", queue: "none" };
  expect(triageOf(asked, "America/Lima")).toEqual({ from: "2026-03-02", to: "2026-03-08", zone: "America/Lima", channel: "email", queue: "none" });
});

test("what triage does not know how to narrow leads nowhere, for the list would not be the number", () => {
  expect(triageOf({ from: "2026-03-02", to: "2026-03-02", agent: "ana" }, "America/Lima")).toBeNull();
  expect(triageOf({ from: "2026-03-02", to: "2026-03-02", unit: "andes" }, "America/Lima")).toBeNull();
});
