import { useQueryClient } from "@tanstack/react-query";
import { ready, type Ready } from "~/kit/command";
import { useOffer } from "~/kit/commandHost";
import { useDoing } from "~/kit/deed";
import { takingCommands } from "~/rooms/routing/takingCommands";
import { useMe } from "./useMe";

/** What one may do with what waits: take the next, answer what one is asked. */
export function useTaking(open: (caseId: string) => void): Ready[] {
  const me = useMe();
  const cache = useQueryClient();
  const { perform } = useDoing();
  const called = new Set(me.calls.map((one) => one.case_id));
  const offers = me.offers.filter((one) => !called.has(one.case_id));
  const taking = ready(takingCommands, { offers, cache, perform, open }, (permission) => me.permissions.includes(permission));
  useOffer("taking", taking);
  return taking;
}
