import type { Id } from "~/client/contract/basics";

/** The calls that were asked for in this window: it picks up by itself, for whoever asked is here. */
const placed = new Set<Id>();

export const notePlaced = (id: Id) => void placed.add(id);
export const isPlacedHere = (id: Id) => placed.has(id);
