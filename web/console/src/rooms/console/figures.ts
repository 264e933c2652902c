import type { Crew, Measure, Target, WallNumbers } from "~/client/contract/floor";

export type Tone = "kept" | "approaching" | "breached";

/** A number of the board; `value` is null while nothing can be said of it. */
export interface Figure {
  measure: Measure;
  value: number | null;
  target: number;
  tone: Tone;
  /** Of how many first answers a share is. */
  of: number | null;
}

export const MEASURES: readonly Measure[] = ["waiting", "longest_wait", "at_risk", "breached", "service_level", "load"];
const AT_LEAST = new Set<Measure>(["service_level"]);
const NEAR = 0.8; // of a target that is not to be passed: from here on it is near
const CLOSE = 5; // points above a share that is to be reached

/** Whether a number is where it should be. */
export function toneOf(measure: Measure, value: number | null, target: number): Tone {
  if (value === null) return "kept";
  if (AT_LEAST.has(measure)) {
    if (value < target) return "breached";
    return value < Math.min(100, target + CLOSE) ? "approaching" : "kept";
  }
  if (value > target) return "breached";
  return target > 0 && value > target * NEAR ? "approaching" : "kept";
}

/** The figures of a board, or of one queue with its own targets, as they are at `now`. */
export function figuresOf(numbers: WallNumbers, crew: Crew, targets: readonly Target[], queueId: string | null, now: number): Figure[] {
  const values: Record<Measure, number | null> = {
    waiting: numbers.waiting,
    longest_wait: numbers.since === null ? null : Math.max(0, (now - Date.parse(numbers.since)) / 1000),
    at_risk: numbers.at_risk,
    breached: numbers.breached,
    service_level: numbers.decided === 0 ? null : (100 * numbers.kept) / numbers.decided,
    load: crew.capacity === 0 ? null : (100 * crew.load) / crew.capacity,
  };
  return MEASURES.map((measure) => {
    const value = values[measure];
    const target = targetOf(measure, targets, queueId);
    return { measure, value, target, tone: toneOf(measure, value, target), of: measure === "service_level" ? numbers.decided : null };
  });
}

export function targetOf(measure: Measure, targets: readonly Target[], queueId: string | null): number {
  const of = targets.filter((one) => one.measure === measure);
  return (of.find((one) => one.queue_id !== null && one.queue_id === queueId) ?? of.find((one) => one.queue_id === null))?.value ?? 0;
}

export function figure(figures: readonly Figure[], measure: Measure): Figure {
  const found = figures.find((one) => one.measure === measure);
  if (!found) throw new Error(`no figure ${measure}`);
  return found;
}

export function isAtLeast(measure: Measure): boolean {
  return AT_LEAST.has(measure);
}
