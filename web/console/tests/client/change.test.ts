import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { change, put } from "~/client/change";

/** A query whose next answer is given by hand. */
function house() {
  const cache = new QueryClient();
  const queryKey = ["calls"];
  let answer: (said: string) => void = () => undefined;
  const queryFn = () => new Promise<string>((resolve) => (answer = resolve));
  const fetch = () => cache.fetchQuery({ queryKey, queryFn, staleTime: 0 });
  return { cache, queryKey, fetch, answer: (said: string) => answer(said), seen: () => cache.getQueryData(queryKey) };
}

test("what is pushed while an older answer is on its way still stands after it", async () => {
  const { cache, queryKey, fetch, answer, seen } = house();
  cache.setQueryData(queryKey, "on hold");
  const fetched = fetch();
  put(cache, queryKey, "over");
  answer("in line");
  await fetched;
  expect(seen()).toBe("over");
});

test("what is pushed before the first answer is seen at once and stays", async () => {
  const { cache, queryKey, fetch, answer, seen } = house();
  const fetched = fetch();
  put(cache, queryKey, "over");
  expect(seen()).toBe("over");
  answer("in line");
  await fetched;
  expect(seen()).toBe("over");
});

test("a change is made again on an answer that was on its way, and not on a later one", async () => {
  const { cache, queryKey, fetch, answer, seen } = house();
  cache.setQueryData(queryKey, "a");
  const first = fetch();
  change<string>(cache, queryKey, (old) => `${old}!`);
  answer("b");
  await first;
  expect(seen()).toBe("b!");
  const second = fetch();
  answer("c");
  await second;
  expect(seen()).toBe("c");
});
