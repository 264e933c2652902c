import { i18n } from "@lingui/core";
import type { ChannelPlan, WeekPlan } from "~/client/contract/schedules";

/** What a week looks like on one channel, or on all of them together. */
export interface Seen {
  expected: number[];
  low: number[];
  high: number[];
  came: (number | null)[];
  need: number[];
}

/** Several channels as one; bounds add up to more than a band of the sum would be, and are left out by whoever draws. */
export function together(channels: readonly ChannelPlan[]): Seen {
  const told = channels.filter((one) => one.expected.length > 0);
  const sum = (of: (one: ChannelPlan) => readonly (number | null)[]) =>
    Array.from({ length: 336 }, (_, slot) => told.reduce((whole, one) => whole + (of(one)[slot] ?? 0), 0));
  return {
    expected: sum((one) => one.expected),
    low: sum((one) => one.low),
    high: sum((one) => one.high),
    came: Array.from({ length: 336 }, (_, slot) => (told.some((one) => one.came[slot] !== null) ? told.reduce((whole, one) => whole + (one.came[slot] ?? 0), 0) : null)),
    need: sum((one) => one.need),
  };
}

/** Agent hours of a week, or of some of its half hours. */
export function hours(values: readonly number[]): number {
  return values.reduce((whole, one) => whole + one, 0) / 2;
}

/** Half hours in which fewer are scheduled than are needed, and how many agent hours that makes. */
export function short(plan: Pick<WeekPlan, "scheduled">, need: readonly number[]): { slots: number; hours: number } {
  const gaps = need.map((one, slot) => Math.max(0, one - (plan.scheduled[slot] ?? 0)));
  return { slots: gaps.filter((one) => one > 0.05).length, hours: hours(gaps) };
}

/** A number with one decimal where it has one: "2,5". */
export function tenth(value: number): string {
  return new Intl.NumberFormat(i18n.locale, { maximumFractionDigits: 1 }).format(value);
}
