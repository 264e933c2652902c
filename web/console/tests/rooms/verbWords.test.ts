import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const read = (path: string) => readFileSync(resolve(import.meta.dirname, path), "utf8");

test("every verb of the matrix of roles has a name and a meaning on screen, once", () => {
  const [head = ""] = read("../../../../src/trato/rooms/access/matrix.csv").split("\n");
  const verbs = head.trim().split(",").filter((column) => column.includes("."));
  const told = [...read("../../src/rooms/access/verbWords.ts").matchAll(/verb: "([^"]+)"/g)].map((match) => match[1]);
  expect(verbs.length).toBeGreaterThan(40);
  expect(told.toSorted()).toEqual(verbs.toSorted());
});
