import { describe, expect, test } from "vitest";
import type { DispositionNode } from "~/client/contract/words";
import { branches, dropped, stepped } from "~/rooms/cases/tree";

function node(id: string, parent_id: string | null, position: number, retired = false): DispositionNode {
  return { id, parent_id, position, code: id, name: { es: id }, cases: 0, retired_at: retired ? "2026-01-01T00:00:00Z" : null, merged_into: null };
}

const NODES = [node("a", null, 0), node("b", null, 1), node("a1", "a", 0), node("a2", "a", 1), node("old", "a", 0, true)];
const ALL = branches(NODES, false);

describe("the tree of reasons", () => {
  test("stands in reading order, those out of use last and only when wanted", () => {
    expect(ALL.map((one) => `${one.depth}${one.node.id}`)).toEqual(["0a", "1a1", "1a2", "0b"]);
    expect(branches(NODES, true).map((one) => one.node.id)).toEqual(["a", "a1", "a2", "old", "b"]);
  });

  test("a step moves a node among its neighbours, in under the one before, or out beside its parent", () => {
    expect(stepped(ALL, "a2", "up")).toEqual({ parent_id: "a", place: 0 });
    expect(stepped(ALL, "a1", "down")).toEqual({ parent_id: "a", place: 1 });
    expect(stepped(ALL, "b", "in")).toEqual({ parent_id: "a", place: 2 });
    expect(stepped(ALL, "a1", "out")).toEqual({ parent_id: null, place: 1 });
  });

  test("at an edge nothing moves", () => {
    expect([stepped(ALL, "a", "up"), stepped(ALL, "b", "down"), stepped(ALL, "a", "in"), stepped(ALL, "a", "out")]).toEqual([null, null, null, null]);
  });

  test("a node dropped on another goes before it or under it, and never under itself", () => {
    expect(dropped(ALL, "b", "a2", false)).toEqual({ parent_id: "a", place: 1 });
    expect(dropped(ALL, "a1", "b", true)).toEqual({ parent_id: "b", place: 0 });
    expect(dropped(ALL, "a1", "a2", false)).toEqual({ parent_id: "a", place: 0 });
    expect(dropped(ALL, "a", "a2", true)).toBeNull();
  });
});
