import { t } from "@lingui/core/macro";
import type { QueryClient } from "@tanstack/react-query";
import type { CaseDetail } from "~/client/contract/cases";
import { renew } from "~/client/change";
import { call } from "~/client/http";
import { uuid7 } from "~/client/uuid7";
import type { Deed } from "~/kit/deed";
import { threadQuery } from "./queries";

/** One private answer to what was said in public: what has left cannot be taken back. */
export function takingPrivate(cache: QueryClient, one: CaseDetail, text: string, pointer: string): Deed<CaseDetail> {
  const body = { message_id: uuid7(), text, pointer, pointer_id: uuid7() };
  return {
    said: t`Sigue en privado`,
    run: () => call("POST /cases/{id}/take-private", { path: { id: one.id }, body }),
    undo: null,
    then: () => {
      void cache.invalidateQueries({ queryKey: ["case", one.id] });
      return renew(cache, threadQuery(one.id).queryKey);
    },
  };
}
