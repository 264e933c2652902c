import type { FloorQuery } from "~/client/contract/floorEndpoints";
import type { CaseFilter, CaseSort } from "~/client/contract/lists";
import type { Listing } from "~/rooms/cases/queries";

/** The list of open cases of a part of the floor. */
export function listingOf(part: FloorQuery, more: CaseFilter, sort: CaseSort): Listing {
  const filter: CaseFilter = { state: ["open"], ...more };
  for (const name of ["brand", "queue", "team"] as const) if (part[name] && !filter[name]) filter[name] = part[name].split(",");
  return { view: "all", sort, q: "", filter };
}
