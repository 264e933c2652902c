import type { CaseFilter } from "~/client/contract/lists";

/** What narrows a list, as the address says it: the values of a field parted by commas; `any` takes a saved one away. */
export type FilterSearch = Partial<Record<Field, string>>;
export type Field = Exclude<keyof CaseFilter, "q">;

export const FIELDS: Field[] = ["state", "sla", "waiting", "channel", "priority", "holder", "team", "tag", "language", "brand", "queue"];
export const ANY = "any";
const VALUES = /^[\w.-]+(,[\w.-]+)*$/;
const MOST = 2_000; // characters

/** The filter of an address, read with care: people edit it. */
export function readFilters(raw: Record<string, unknown>): FilterSearch {
  const found: FilterSearch = {};
  for (const field of FIELDS) {
    const value = raw[field];
    if (typeof value === "string" && value.length <= MOST && VALUES.test(value)) found[field] = value;
  }
  return found;
}

/** The saved filter of a view with what the address says instead. */
export function narrowed(saved: CaseFilter | null, search: FilterSearch): CaseFilter {
  const out: Record<string, unknown> = {};
  for (const field of FIELDS) {
    const said = search[field];
    const values = said === ANY ? [] : said ? said.split(",") : (saved?.[field] ?? []);
    if (values.length > 0) out[field] = values;
  }
  return out as CaseFilter;
}

/** What the address must say for a field to have these values, on top of a saved filter. */
export function searched(saved: CaseFilter | null, field: Field, values: readonly string[]): string | undefined {
  if (values.length > 0) return values.join(",");
  return (saved?.[field]?.length ?? 0) > 0 ? ANY : undefined;
}

/** With a value put, or taken off when it is there. */
export function toggled(filter: CaseFilter, field: Field, value: string): string[] {
  const now: readonly string[] = filter[field] ?? [];
  return now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
}

/** A filter as a query carries it; fields in one order, so that the same filter is the same text. */
export function asQuery(filter: CaseFilter, q: string): Record<string, string> {
  const out: Record<string, string> = {};
  for (const field of FIELDS) if ((filter[field]?.length ?? 0) > 0) out[field] = (filter[field] ?? []).join(",");
  if (q) out.q = q;
  return out;
}

/** The topic of a list: the server sends what changes in it. */
export function topicOf(view: string, filter: CaseFilter, q: string): string {
  const query = new URLSearchParams(asQuery(filter, q)).toString();
  return query ? `cases:${view}?${query}` : `cases:${view}`;
}

export function isNarrowed(filter: CaseFilter): boolean {
  return FIELDS.some((field) => (filter[field]?.length ?? 0) > 0);
}
