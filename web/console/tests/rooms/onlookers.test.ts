import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { forgetLooks, looksQuery, seeLooks } from "~/rooms/cases/onlookers";

const ana = { user_id: "ana", name: "Ana", typing: false };
const luis = { user_id: "luis", name: "Luis", typing: true };

test("who looks at cases of a list is as the line tells it, and a new beginning leaves nothing of the former", () => {
  const cache = new QueryClient();
  const looks = () => cache.getQueryData(looksQuery.queryKey);
  seeLooks(cache, [{ type: "viewed", cases: [{ case_id: "a", viewers: [ana] }, { case_id: "b", viewers: [luis] }] }]);
  seeLooks(cache, [{ type: "viewers", of: { case_id: "a", viewers: [] } }, { type: "viewers", of: { case_id: "c", viewers: [ana, luis] } }]);
  expect(looks()).toEqual({ b: [luis], c: [ana, luis] });
  const before = looks();
  seeLooks(cache, [{ type: "gone", of: "case_row", id: "b" }]);
  expect(looks()).toBe(before);
  seeLooks(cache, [{ type: "viewed", cases: [{ case_id: "d", viewers: [ana] }] }]);
  expect(looks()).toEqual({ d: [ana] });
  forgetLooks(cache);
  expect(looks()).toEqual({});
});
