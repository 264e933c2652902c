import type { DispositionNode } from "~/client/contract/words";

/** A node with how deep it stands, in the order in which a reader meets it. */
export interface Branch {
  node: DispositionNode;
  depth: number;
  /** Its place among its neighbours in use, and how many they are. */
  place: number;
  of: number;
}

/** Where a node goes. */
export interface Spot {
  parent_id: string | null;
  place: number;
}

/** The tree in reading order; those out of use stand last among their neighbours, when they are wanted. */
export function branches(nodes: readonly DispositionNode[], retired: boolean): Branch[] {
  const ids = new Set(nodes.map((one) => one.id));
  const under = (parent: string | null, depth: number): Branch[] => {
    const here = nodes
      .filter((one) => (one.parent_id !== null && ids.has(one.parent_id) ? one.parent_id : null) === parent)
      .toSorted((one, other) => one.position - other.position || one.code.localeCompare(other.code));
    const used = here.filter((one) => one.retired_at === null);
    const shown = retired ? [...used, ...here.filter((one) => one.retired_at !== null)] : used;
    return shown.flatMap((node) => [{ node, depth, place: used.indexOf(node), of: used.length }, ...under(node.id, depth + 1)]);
  };
  return under(null, 0);
}

export type Step = "up" | "down" | "in" | "out";

/** Where a step takes a node: up and down among its neighbours, in under the one before it, out beside its parent. */
export function stepped(all: readonly Branch[], id: string, step: Step): Spot | null {
  const here = all.find((one) => one.node.id === id);
  if (!here || here.node.retired_at) return null;
  const parent = all.find((one) => one.node.id === here.node.parent_id);
  const before = all.find((one) => one.node.parent_id === here.node.parent_id && one.place === here.place - 1 && one.node.retired_at === null);
  switch (step) {
    case "up":
      return here.place > 0 ? { parent_id: here.node.parent_id, place: here.place - 1 } : null;
    case "down":
      return here.place < here.of - 1 ? { parent_id: here.node.parent_id, place: here.place + 1 } : null;
    case "in":
      return before ? { parent_id: before.node.id, place: childrenOf(all, before.node.id) } : null;
    case "out":
      return parent ? { parent_id: parent.node.parent_id, place: parent.place + 1 } : null;
  }
}

/** Where a node goes that is dropped on another: before it, or with `inside` under it; null where it may not. */
export function dropped(all: readonly Branch[], id: string, on: string, inside: boolean): Spot | null {
  const target = all.find((one) => one.node.id === on);
  if (!target || isUnder(all, on, id)) return null;
  if (inside) return { parent_id: on, place: childrenOf(all, on) };
  const moved = all.find((one) => one.node.id === id);
  const after = moved && moved.node.parent_id === target.node.parent_id && moved.place < target.place;
  return { parent_id: target.node.parent_id, place: after ? target.place - 1 : target.place };
}

/** Whether `id` is `above`, or hangs somewhere under it. */
export function isUnder(all: readonly Branch[], id: string, above: string): boolean {
  for (let at: string | null = id; at !== null; at = all.find((one) => one.node.id === at)?.node.parent_id ?? null) {
    if (at === above) return true;
  }
  return false;
}

function childrenOf(all: readonly Branch[], id: string): number {
  return all.filter((one) => one.node.parent_id === id && one.node.retired_at === null).length;
}
