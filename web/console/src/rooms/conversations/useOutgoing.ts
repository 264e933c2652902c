import { useContext, useSyncExternalStore } from "react";
import { OutboxContext } from "./OutboxContext";
import type { Outbox, Outgoing } from "./outgoing";

/** The messages on their way, and the box that holds them. */
export function useOutgoing(): { outbox: Outbox; outgoing: Outgoing[] } {
  const outbox = useContext(OutboxContext);
  if (!outbox) throw new Error("useOutgoing outside a session");
  return { outbox, outgoing: useSyncExternalStore(outbox.watch, outbox.all) };
}
