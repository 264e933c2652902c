import type { FoundCase } from "~/client/contract/search";

/** The message or note to which a found case opens; none when its subject or a name was found. */
export function placeOf(found: FoundCase | undefined): string | undefined {
  return found?.passages.find((one) => one.kind !== "case")?.id;
}
