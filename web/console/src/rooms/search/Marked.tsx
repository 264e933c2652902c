import type { Segment } from "~/client/contract/search";

/** Text with what was found in it told apart. */
export function Marked({ segments }: { segments: Segment[] }) {
  return segments.map((one, place) => (one.hit ? <mark key={place}>{one.text}</mark> : one.text));
}
