import { i18n } from "@lingui/core";
import { beforeAll, expect, test } from "vitest";
import { sorted } from "~/kit/useSorted";

beforeAll(() => {
  i18n.load("es", {});
  i18n.activate("es");
});

const ROWS = [{ name: "Óscar", load: 0.4 }, { name: "ana", load: null }, { name: "Pedro", load: 0 }];

test("names are sorted as people read them, and numbers as numbers", () => {
  expect(sorted(ROWS, (one) => one.name, false).map((one) => one.name)).toEqual(["ana", "Óscar", "Pedro"]);
  expect(sorted(ROWS, (one) => one.load, false).map((one) => one.load)).toEqual([0, 0.4, null]);
});

test("what has no value comes last either way", () => {
  expect(sorted(ROWS, (one) => one.load, true).map((one) => one.load)).toEqual([0.4, 0, null]);
});
