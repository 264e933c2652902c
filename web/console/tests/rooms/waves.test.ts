import { expect, test } from "vitest";
import { waves } from "~/rooms/conversations/parts/waves";

test("a sound is drawn by its loudness, the loudest as high as it goes", () => {
  const sound = Float32Array.from([...Array(100).fill(0), ...Array(100).fill(0.25), ...Array(100).fill(-0.5), ...Array(100).fill(0)]);
  expect(waves(sound, 4)).toEqual([0, 0.5, 1, 0]);
  expect(waves(new Float32Array(400), 4)).toEqual([0, 0, 0, 0]);
  expect(waves(Float32Array.from([0.5]), 4)).toEqual([1, 0, 0, 0]);
});
