import { plural, t } from "@lingui/core/macro";
import type { BulkAct, BulkRefusal } from "~/client/contract/bulkEndpoints";
import { call } from "~/client/http";
import { uuid7 } from "~/client/uuid7";
import type { Deed } from "~/kit/deed";

export const CHUNK = 50; // cases a request, as the server has it

export interface Told {
  done: number;
  refused: BulkRefusal[];
}

/** One act on many cases as one deed: sent by chunks, told together, with one way back. */
export function bulkDeed(ids: readonly string[], act: BulkAct, words: string, onProgress: (done: number) => void, onEnd: (told: Told) => void): Deed<Told> {
  const bulk = uuid7();
  let told: Told = { done: 0, refused: [] };
  const add = (done: number, refused: BulkRefusal[]) => {
    told = { done: told.done + done, refused: [...told.refused, ...refused] };
    return told;
  };
  return {
    get said() {
      const { done } = told;
      return t`${plural(done, { one: "# caso", many: "# casos", other: "# casos" })}: ${words}`;
    },
    run: async () => {
      told = { done: 0, refused: [] };
      for (let at = 0; at < ids.length; at += CHUNK) {
        const answer = await call("POST /bulk", { body: { id: bulk, case_ids: ids.slice(at, at + CHUNK), act } });
        add(answer.done.length, answer.refused);
        onProgress(Math.min(ids.length, at + CHUNK));
      }
      return told;
    },
    undo:
      act.kind === "read"
        ? null
        : async () => {
            told = { done: 0, refused: [] };
            for (;;) {
              const answer = await call("POST /bulk/{id}/undo", { path: { id: bulk }, body: {} });
              add(answer.done.length, answer.refused);
              if (answer.left === 0) return told;
            }
          },
    then: () => onEnd(told),
  };
}

/** Refusals put together by their reason, the most frequent first. */
export function reasons(refused: readonly BulkRefusal[], words: (one: BulkRefusal) => string): [string, BulkRefusal[]][] {
  const by = new Map<string, BulkRefusal[]>();
  for (const one of refused) {
    const why = words(one);
    by.set(why, [...(by.get(why) ?? []), one]);
  }
  return [...by.entries()].toSorted((one, other) => other[1].length - one[1].length);
}
