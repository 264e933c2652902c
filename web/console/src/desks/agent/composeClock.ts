import type { Compose } from "~/client/contract/posted";

const IDLE = 10_000;

/** The seconds spent writing one message: the gaps between keys, each cut when it is a pause. */
export class ComposeClock {
  private focusedAt: number | null = null;
  private firstKeyAt: number | null = null;
  private lastAt = 0;
  private active = 0;
  discarded = 0;

  focus(at: number) {
    this.focusedAt ??= at;
  }

  key(at: number) {
    this.focusedAt ??= at;
    this.firstKeyAt ??= at;
    const gap = at - this.lastAt;
    if (this.lastAt > 0 && gap < IDLE) this.active += gap;
    this.lastAt = at;
  }

  facts(): Compose {
    const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
    return {
      focused_at: iso(this.focusedAt),
      first_key_at: iso(this.firstKeyAt),
      active_seconds: Math.round(this.active / 1000),
      discarded: this.discarded,
    };
  }
}
