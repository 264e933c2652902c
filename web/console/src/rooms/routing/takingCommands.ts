import { t } from "@lingui/core/macro";
import type { QueryClient } from "@tanstack/react-query";
import type { Id } from "~/client/contract/basics";
import type { CaseDetail } from "~/client/contract/cases";
import type { CaseOffer } from "~/client/contract/routing";
import { call } from "~/client/http";
import type { Command } from "~/kit/command";
import type { Perform } from "~/kit/deed";

export interface TakingContext {
  /** What one is asked to take, the first asked first. */
  offers: readonly CaseOffer[];
  cache: QueryClient;
  perform: Perform;
  open: (caseId: Id) => void;
}

/** Cases that wait, taken by who has a hand free. */
export const takingCommands: Command<TakingContext>[] = [
  {
    id: "case.next_best",
    words: () => t`Tomar el próximo caso`,
    keys: "b",
    permission: "case.assign",
    enabled: () => true,
    run: (context) => take(context, () => call("POST /cases/next", { body: {} })),
  },
  {
    id: "case.accept",
    words: () => t`Aceptar el caso ofrecido`,
    keys: "y",
    permission: "case.assign",
    enabled: ({ offers }) => offers.length > 0,
    run: (context) => {
      const [first] = context.offers;
      if (first) take(context, () => call("POST /me/offers/{id}/accept", { path: { id: first.case_id }, body: {} }));
    },
  },
  {
    id: "case.decline",
    words: () => t`Pasar el caso ofrecido`,
    keys: "Shift+Y",
    permission: "case.assign",
    enabled: ({ offers }) => offers.length > 0,
    run: ({ offers, cache, perform }) => {
      const [first] = offers;
      if (!first) return;
      void perform({
        said: t`Pasó a otra persona`,
        run: () => call("POST /me/offers/{id}/decline", { path: { id: first.case_id }, body: {} }),
        undo: null,
        then: () => void cache.invalidateQueries({ queryKey: ["me"] }),
      }).then((done) => {
        if (!done) void cache.invalidateQueries({ queryKey: ["me"] });
      });
    },
  },
];

function take({ cache, perform, open }: TakingContext, run: () => Promise<CaseDetail>) {
  let taken: Id | null = null;
  void perform({
    said: t`El caso quedó a nombre propio`,
    run,
    undo: () => call("POST /cases/{id}/assign", { path: { id: taken ?? "" }, body: { user_id: null, team_id: null, undo: true } }),
    then: (after) => {
      taken = after.id;
      cache.setQueryData(["case", after.id], after);
      void cache.invalidateQueries({ queryKey: ["me"] });
    },
  }).then((done) => {
    if (done && taken) open(taken);
    else void cache.invalidateQueries({ queryKey: ["me"] });
  });
}
