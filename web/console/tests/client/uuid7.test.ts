import { expect, test } from "vitest";
import { uuid7 } from "~/client/uuid7";

test("an id of the browser is a UUIDv7 of its moment, and later ones sort after", () => {
  const at = Date.parse("2026-11-19T10:00:00Z");
  expect(uuid7(at)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(uuid7(at).replaceAll("-", "").slice(0, 12), 16)).toBe(at);
  expect(uuid7(at) < uuid7(at + 1)).toBe(true);
});
