import type { Catalogued } from "~/kit/commandHost";
import { clash } from "~/kit/keys";

/** The other commands that these keys would leave without effect. Two that share the house's own key are never both on offer. */
export function inTheWay(one: Catalogued, keys: string, all: readonly Catalogued[], keysNow: (one: Catalogued) => string): Catalogued[] {
  return all.filter((other) => {
    if (other.id === one.id || (one.keys && other.keys === one.keys)) return false;
    const taken = keysNow(other);
    return taken !== "" && clash(keys, taken);
  });
}
