import type { Me } from "~/client/contract/who";

const OPENING = new Set([
  "automation.manage", "brands.manage", "canned.edit", "channels.read", "dispositions.manage", "settings.read", "sla.manage", "audit.read",
  "units.manage", "users.read", "webhooks.manage", "needs_attention.read", "system.read",
]);

/** Whether some page of administration opens to this person. */
export function administers(me: Me): boolean {
  return me.verbs.some((verb) => OPENING.has(verb));
}
