import type { Unit } from "~/client/contract/people";

const WIDTH: Record<Unit["kind"], number> = { global: 0, region: 1, country: 2, brand: 3 };

/** Units as the tree reads: each under its parent, siblings by name. */
export function inTreeOrder(units: readonly Unit[]): Unit[] {
  const below = new Map<string | null, Unit[]>();
  for (const unit of units) below.set(unit.parent_id, [...(below.get(unit.parent_id) ?? []), unit]);
  const walk = (parent: string | null): Unit[] =>
    (below.get(parent) ?? []).sort((a, b) => a.name.localeCompare(b.name)).flatMap((unit) => [unit, ...walk(unit.id)]);
  return walk(null);
}

/** Under which units one may hang: wider ones, never itself nor what stands below it. */
export function placesFor(unit: Pick<Unit, "kind"> & { id?: string }, units: readonly Unit[]): Unit[] {
  return inTreeOrder(units).filter((one) => WIDTH[one.kind] < WIDTH[unit.kind] && (!unit.id || !one.path.includes(unit.id)));
}

/** A name with a space for each step down the tree. */
export function indented(unit: Unit): string {
  return `${"\u2003".repeat(unit.path.length - 1)}${unit.name}`;
}
