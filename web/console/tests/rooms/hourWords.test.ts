import { i18n } from "@lingui/core";
import { beforeAll, describe, expect, test } from "vitest";
import { contrastWithWhite } from "~/rooms/brands/contrast";
import { openingBetween, openingsWords, weekWords } from "~/rooms/brands/hourWords";

beforeAll(() => i18n.loadAndActivate({ locale: "es", messages: {} }));

describe("hours in words", () => {
  test("an opening that ends earlier ends the next day, and what is no hour is none", () => {
    expect(openingBetween("22:00", "06:00")).toEqual({ opens: 1320, closes: 1800 });
    expect(openingBetween("09:00", "09:00")).toEqual({ opens: 540, closes: 1980 });
    expect(openingBetween("", "09:00")).toBeNull();
  });

  test("openings are told by their hours", () => {
    expect(openingsWords([{ opens: 540, closes: 810 }, { opens: 1320, closes: 1800 }])).toBe("09:00–13:30, 22:00–06:00");
  });

  test("days that are alike stand together, closed ones are left out", () => {
    const long = [{ opens: 540, closes: 1080 }];
    expect(weekWords([long, long, long, long, long, [{ opens: 540, closes: 780 }], []]).split(" · ")).toHaveLength(2);
  });

  test("contrast is that of WCAG", () => {
    expect(contrastWithWhite("#000000")).toBeCloseTo(21, 1);
    expect(contrastWithWhite("#767676")).toBeCloseTo(4.54, 2);
    expect(contrastWithWhite("verde")).toBeNull();
  });
});
