import { useQuery } from "@tanstack/react-query";
import { meQuery } from "~/rooms/access/queries";

/** Whether this account may do a verb somewhere: screens offer what it may, the server decides. */
export function useMay(): (verb: string) => boolean {
  const verbs = useQuery(meQuery).data?.verbs ?? [];
  return (verb) => verbs.includes(verb);
}
