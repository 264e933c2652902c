import type { LengthUnit } from "~/client/contract/cases";

/** The length of a text as a channel counts it: characters, UTF-8 bytes, or weighted as X does. */
export function lengthOf(text: string, unit: LengthUnit): number {
  switch (unit) {
    case "characters":
      return [...text].length;
    case "bytes":
      return new TextEncoder().encode(text).length;
    case "weighted":
      return [...text].reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) <= 0x10ff ? 1 : 2), 0);
    default:
      return unit satisfies never;
  }
}
