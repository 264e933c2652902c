import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { learnNow, usePassed } from "~/kit/now";

const NOON = Date.parse("2026-11-19T12:00:00Z");
const iso = (at: number) => new Date(at).toISOString();

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
  learnNow(iso(NOON));
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test("an instant has passed at that very moment, and not at the next tick", () => {
  const { result } = renderHook(() => usePassed(iso(NOON + 7_300)));
  act(() => vi.advanceTimersByTime(7_299));
  expect(result.current).toBe(false);
  act(() => vi.advanceTimersByTime(1));
  expect(result.current).toBe(true);
});

test("it passes by the server's clock, also when that is learnt meanwhile", () => {
  const { result } = renderHook(() => usePassed(iso(NOON + 60_000)));
  act(() => learnNow(iso(NOON + 50_000)));
  expect(result.current).toBe(false);
  act(() => vi.advanceTimersByTime(10_000));
  expect(result.current).toBe(true);
  act(() => learnNow(iso(NOON)));
  expect(result.current).toBe(false);
});

test("one that is a month away, or none, is waited for without a rush", () => {
  const far = renderHook(() => usePassed(iso(NOON + 40 * 86_400_000)));
  const none = renderHook(() => usePassed(null));
  act(() => vi.advanceTimersByTime(39 * 86_400_000));
  expect([far.result.current, none.result.current]).toEqual([false, false]);
  act(() => vi.advanceTimersByTime(86_400_000));
  expect([far.result.current, none.result.current]).toEqual([true, false]);
});
