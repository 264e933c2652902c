import type { View } from "~/client/contract/lists";
import { isNarrowed, narrowed } from "~/rooms/cases/filters";
import type { Listing } from "~/rooms/cases/queries";
import type { Kept } from "~/rooms/console/viewDeeds";
import type { DeskSearch } from "./AgentDesk";

const FLEETING = new Set(["mentions", "uncertain"]); // what is in them is seen, and gone
const ID = /^[0-9a-f]{8}-/;

/** What list the address means: a built-in one or a saved one, and what narrows it besides. */
export function useListing(view: string, search: DeskSearch, views: readonly View[] | undefined) {
  const shown = views?.find((one) => one.id === view) ?? null;
  const saved = shown?.kind === "saved" ? shown : null;
  const listing: Listing = {
    view: saved?.base ?? view,
    sort: search.sort ?? saved?.sort ?? "slack",
    q: search.q ?? saved?.filter?.q ?? "",
    filter: narrowed(saved?.filter ?? null, search),
  };
  const filter = listing.q ? { ...listing.filter, q: listing.q } : listing.filter;
  const kept: Kept | null = FLEETING.has(listing.view) ? null : { base: listing.view, filter, sort: listing.sort };
  const told = Object.entries(search).some(([name, value]) => name !== "side" && value !== undefined);
  return {
    listing,
    saved,
    kept: saved || told || isNarrowed(listing.filter) ? kept : null,
    changed: saved !== null && told,
    /** Whether it can be read: a saved view is known only once the views are. */
    known: !ID.test(view) || saved !== null || views !== undefined,
  };
}
