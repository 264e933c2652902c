/** Days lived again under other terms. Shares are from 0 to 1, waits in seconds. */

import type { Id } from "./basics";

export type WhatIfNumber = "service_level" | "breaches" | "wait_p50" | "wait_p90" | "abandonment" | "occupancy" | "gini" | "cases_per_hour" | "answered" | "by_bot";
export type Within = [low: number, high: number];

/** A number as now and so, and the paired difference, each with its 95 % interval where one can be told. */
export interface WhatIfCompared {
  before: number | null;
  after: number | null;
  before_within: Within | null;
  after_within: Within | null;
  difference: number | null;
  difference_within: Within | null;
}

export interface WhatIfAsked {
  /** Past days of the calendar of `zone`; none with `synthetic`. */
  days: string[];
  zone: string;
  synthetic: { days: number; cases: number; staff: number } | null;
  /** A name and a value each: agents "+2" or "18", concurrency, asynchronous, sticky (s), bot (share), hours "09:00-18:00", points. */
  levers: Record<string, string>;
}

export interface WhatIfRun {
  id: Id;
  state: "waiting" | "running" | "done" | "called_off" | "failed";
  asked: WhatIfAsked;
  /** Cases lived, both ways. */
  done: number;
  of: number;
  result: { days: number; numbers: Record<WhatIfNumber, WhatIfCompared> } | null;
  /** Why it failed, in the asker's language. */
  why: string;
}

export interface WhatIfEndpoints {
  /**
   * 422 nothing_to_replay, too_many_days {days, most}, day_not_over {day}, unknown_lever {lever}, senseless_lever {lever, value};
   * 404 no_recorded_day {day, since}; 409 replays_in_line {most}.
   */
  "POST /what-if": { body: Partial<WhatIfAsked>; answer: WhatIfRun };
  "GET /what-if/{id}": { answer: WhatIfRun };
  "DELETE /what-if/{id}": { answer: null };
}
