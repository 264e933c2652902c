import type { Pledge } from "~/client/contract/pledges";

/** How a promise is asked for: a new one on this case, where it may be made, or another hour for one. */
export interface Promising {
  make: (() => void) | null;
  move: (one: Pledge) => void;
}
