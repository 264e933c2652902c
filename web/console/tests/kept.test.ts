import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { fill } from "~/app/kept/fill";
import { gather, MOST, OLDEST } from "~/app/kept/gather";
import { mayShow } from "~/app/kept/restore";
import type { Kept } from "~/rooms/console/kept";

const NOW = Date.parse("2026-11-22T10:42:00Z");

function here(...things: [string[], unknown, number?][]) {
  const cache = new QueryClient();
  const seen = new Map<string, number>();
  for (const [key, data, at = NOW] of things) {
    cache.setQueryData(key, data, { updatedAt: at });
    const query = cache.getQueryCache().find({ queryKey: key });
    if (query) seen.set(query.queryHash, at);
  }
  return { cache, seen };
}

const thread = (text: string, later: string | null = null) => ({ pages: [{ items: [text], next: "older", later }, { items: [], next: null, later: null }], pageParams: [{}, {}] });
const keys = (kept: { key: readonly unknown[] }[]) => kept.map((one) => one.key.join(" "));

test("of what was asked, only who is here, views, lists and cases that were on screen are kept", () => {
  const { cache, seen } = here([["me"], { a: 1 }], [["views"], []], [["cases", "mine"], { pages: [{ items: [], next: null }], pageParams: [""] }], [["case", "a"], { id: "a" }], [["people"], []], [["audit"], []]);
  cache.setQueryData(["case", "prefetched"], { id: "prefetched" });
  expect(keys(gather(cache, seen, [], NOW))).toEqual(["me", "views", "cases mine", "case a"]);
});

test("a thread is kept by its newest page, a list by its first ones and with an end, a case without who looked", () => {
  const pages = Array.from({ length: 5 }, (_, n) => ({ items: [n], next: "more" }));
  const { cache, seen } = here(
    [["thread", "a"], thread("hola")],
    [["thread", "b"], thread("hola", "later")],
    [["cases", "mine"], { pages, pageParams: pages.map(() => "") }],
    [["case", "a"], { id: "a", viewers: [{ name: "Ana" }], contact_typing: [{}] }],
  );
  const kept = new Map(gather(cache, seen, [], NOW).map((one) => [one.key.join(" "), one.data]));
  expect(kept.get("thread a")).toMatchObject({ pages: [{ items: ["hola"], next: "older" }] });
  expect(kept.has("thread b")).toBe(false);
  expect(kept.get("cases mine")).toEqual({ pages: [{ items: [0], next: "more" }, { items: [1], next: null }], pageParams: ["", ""] });
  expect(kept.get("case a")).toEqual({ id: "a", viewers: [], contact_typing: [] });
});

test("it is bounded in number, age and size, and the latest stay", () => {
  const many = Array.from({ length: MOST.cases + 9 }, (_, n): [string[], unknown, number] => [["case", `c${n}`], { n }, NOW - n]);
  const old: [string[], unknown, number] = [["case", "old"], {}, NOW - OLDEST - 1];
  const huge: [string[], unknown, number] = [["thread", "c0"], thread("x".repeat(MOST.characters)), NOW];
  const { cache, seen } = here(old, huge, ...many);
  const kept = keys(gather(cache, seen, [], NOW));
  expect(kept).toEqual(many.slice(0, MOST.cases).map(([key]) => key.join(" ")));
});

test("what left memory since stays kept, and what is newer here is not overwritten", () => {
  const { cache, seen } = here([["timeline", "a"], { v: 2 }, NOW]);
  const kept = gather(cache, seen, [{ key: ["timeline", "b"], data: { v: 1 }, at: NOW - 60_000 }, { key: ["timeline", "a"], data: { v: 1 }, at: NOW - 60_000 }], NOW);
  expect(kept.map((one) => [one.key[1], one.data])).toEqual([["a", { v: 2 }], ["b", { v: 1 }]]);
  const other = here([["timeline", "a"], { v: 3 }, NOW + 1]).cache;
  fill(other, kept);
  expect([other.getQueryData(["timeline", "a"]), other.getQueryData(["timeline", "b"])]).toEqual([{ v: 3 }, { v: 1 }]);
  expect(other.getQueryState(["timeline", "b"])?.dataUpdatedAt).toBe(NOW - 60_000);
});

test("it is shown within the session that it was seen in, and not by a clock that was set back", () => {
  const kept = { at: NOW, until: NOW + 3_600_000 } as Kept;
  expect([NOW + 3_599_999, NOW + 3_600_000, NOW - 3_600_000].map((now) => mayShow(kept, now))).toEqual([true, false, false]);
});
