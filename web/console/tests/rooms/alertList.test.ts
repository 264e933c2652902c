import { expect, test } from "vitest";
import type { Alert } from "~/client/contract/floor";
import { withAlert } from "~/rooms/console/alertList";

const alert = (id: string, worst: number) => ({ id, worst }) as Alert;

test("an alert that changed stays in its place, and a new one comes first", () => {
  const known = [alert("b", 3), alert("a", 1)];
  expect(withAlert(known, alert("a", 9)).map((one) => [one.id, one.worst])).toEqual([["b", 3], ["a", 9]]);
  expect(withAlert(known, alert("c", 5)).map((one) => one.id)).toEqual(["c", "b", "a"]);
});
