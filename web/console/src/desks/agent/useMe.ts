import { useSuspenseQuery } from "@tanstack/react-query";
import type { Me } from "~/client/contract/who";
import { meQuery } from "~/rooms/access/queries";

/** Who is signed in; the session has it before the desk is drawn. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}
