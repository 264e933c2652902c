import { i18n } from "@lingui/core";
import { beforeAll, expect, test } from "vitest";
import { percentOf } from "~/rooms/reporting/figureWords";
import { differenceWords, numberWords } from "~/rooms/whatif/whatIfNumbers";

beforeAll(() => i18n.loadAndActivate({ locale: "es", messages: {} }));

test("two waits and their difference agree to the tenth that they are told in", () => {
  expect([16.4, 15.6].map((seconds) => numberWords("seconds", seconds))).toEqual(["16,4 s", "15,6 s"]);
  expect(differenceWords("seconds", -0.8)).toBe("−0,8 s");
  expect(numberWords("seconds", 680)).toBe("11 min 20 s");
});

test("one point is a point, and no difference has no sign", () => {
  expect(differenceWords("share", -0.01)).toBe("−1 punto");
  expect(differenceWords("share", 0.012)).toBe("+1,2 puntos");
  expect(differenceWords("count", 0)).toBe("0");
});

test("a share that misses one in a thousand is not all", () => {
  expect([0.997, 1, 0.5, 0.012].map((share) => percentOf(share).replace(/\s/g, " "))).toEqual(["99,7 %", "100 %", "50 %", "1,2 %"]);
});
