import { t } from "@lingui/core/macro";
import type { QueryClient } from "@tanstack/react-query";
import type { CaseDetail } from "~/client/contract/cases";
import type { Note } from "~/client/contract/messages";
import { renew } from "~/client/change";
import { call } from "~/client/http";
import { uuid7 } from "~/client/uuid7";
import type { Deed } from "~/kit/deed";
import { threadQuery } from "./queries";

/** A word to whoever holds the case: said once, it stays said. */
export function whispering(cache: QueryClient, one: CaseDetail, text: string): Deed<Note> {
  const id = uuid7();
  const name = one.holder?.name ?? "";
  return {
    said: t`Susurrado a ${name}`,
    run: () => call("POST /cases/{id}/whispers", { path: { id: one.id }, body: { id, text } }),
    undo: null,
    then: () => renew(cache, threadQuery(one.id).queryKey),
  };
}
