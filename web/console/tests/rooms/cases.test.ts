import { describe, expect, test } from "vitest";
import { groupOf, lines } from "~/rooms/cases/groups";
import { laters } from "~/rooms/cases/later";
import { compare, place, type Rows, takeOut } from "~/rooms/cases/order";
import { aClock, aRow } from "../make";

const due = (hour: string) => aClock({ due_at: `2026-11-19T${hour}:00Z` });
const pages = (next: string | null, ...ids: [string, string][]): Rows => ({
  pageParams: [""],
  pages: [{ items: ids.map(([id, hour]) => aRow(id, { clock: due(hour) })), next }],
});
const ids = (rows: Rows) => rows.pages.flatMap((page) => page.items.map((one) => one.id));

describe("the list sorted by slack", () => {
  test("puts what falls due first before, and what rests last", () => {
    const resting = aRow("resting", { waiting: { on: "contact", until: null, team_id: null, since: "" }, clock: due("09:00") });
    expect(compare("slack", aRow("a", { clock: due("10:00") }), aRow("b", { clock: due("11:00") }))).toBeLessThan(0);
    expect(compare("slack", resting, aRow("b", { clock: due("11:00") }))).toBeGreaterThan(0);
  });

  test("moves a row to its place when its promise changes", () => {
    const before = pages(null, ["a", "10:00"], ["b", "11:00"], ["c", "12:00"]);
    expect(ids(place(before, aRow("a", { clock: due("11:30") }), "slack"))).toEqual(["b", "a", "c"]);
  });

  test("does not show a row whose place is beyond what was fetched", () => {
    expect(ids(place(pages("more", ["a", "10:00"]), aRow("z", { clock: due("18:00") }), "slack"))).toEqual(["a"]);
    expect(ids(place(pages(null, ["a", "10:00"]), aRow("z", { clock: due("18:00") }), "slack"))).toEqual(["a", "z"]);
  });

  test("never shows a row twice, and drops the one that left", () => {
    const once = place(pages(null, ["a", "10:00"]), aRow("a", { clock: due("10:30") }), "slack");
    expect(ids(once)).toEqual(["a"]);
    expect(ids(takeOut(once, "a"))).toEqual([]);
  });

  test("ignores a snapshot older than the one it has", () => {
    const rows = place(pages(null), aRow("a", { revision: 5, unread: 0 }), "slack");
    const after = place(rows, aRow("a", { revision: 4, unread: 3 }), "slack");
    expect(after.pages[0]?.items[0]?.unread).toBe(0);
  });

  test("leaves the rows it was given as they were", () => {
    const before = pages(null, ["a", "10:00"], ["b", "11:00"]);
    place(before, aRow("b", { clock: due("09:00") }), "slack");
    expect(ids(before)).toEqual(["a", "b"]);
  });
});

describe("groups", () => {
  test("are headed once each, with how many rows they hold", () => {
    const rows = [aRow("a"), aRow("b"), aRow("c")];
    const all = lines(rows, (row) => (row.id === "c" ? "later" : "first"));
    expect(all.map((line) => (line.kind === "group" ? `${line.group} ${line.rows}` : line.row.id))).toEqual(["first 2", "a", "b", "later 1", "c"]);
  });

  test("never mix: what rests stands after what nobody promised anything, however old", () => {
    const waiting = { on: "contact" as const, until: null, team_id: null, since: "" };
    const rows = [
      aRow("rests", { waiting, opened_at: "2026-01-01T00:00:00Z", clock: null }),
      aRow("unpromised", { opened_at: "2026-02-01T00:00:00Z", clock: null }),
    ];
    expect(rows.toSorted((one, other) => compare("slack", one, other)).map((one) => one.id)).toEqual(["unpromised", "rests"]);
  });

  test("say that a case rests whatever its promise", () => {
    const waiting = { on: "team" as const, until: null, team_id: null, since: "" };
    expect(groupOf(aRow("a", { waiting }), { soon: true, dueToday: true })).toBe("resting");
    expect(groupOf(aRow("a"), null)).toBe("unpromised");
  });
});

describe("later, in the words people use", () => {
  test("is always after now, and in the morning when a day is named", () => {
    for (let hour = 0; hour < 24 * 8; hour++) {
      const now = new Date(2026, 10, 16, 0, 30).getTime() + hour * 3_600_000;
      for (const one of laters(now)) {
        expect(one.at.getTime()).toBeGreaterThan(now);
        if (one.id !== "three_hours") expect(one.at.getHours()).toBe(9);
        if (one.id === "monday") expect(one.at.getDay()).toBe(1);
      }
    }
  });
});
