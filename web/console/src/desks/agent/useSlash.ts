import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import type { CaseDetail } from "~/client/contract/cases";
import type { CannedReply } from "~/client/contract/choices";
import { fill, type Values } from "~/rooms/knowledge/fill";
import { contactQuery } from "~/rooms/contacts/queries";
import { find } from "~/rooms/knowledge/find";
import { inOneLanguage } from "~/rooms/knowledge/inOneLanguage";
import { cannedQuery } from "~/rooms/knowledge/queries";
import { useMe } from "./useMe";

/** `/` and some letters at the start of a line or after a space open the canned replies; keys stay in the field. */
export function useSlash(one: CaseDetail, text: string, allowed: boolean, insert: (text: string, canned: CannedReply) => void) {
  const me = useMe();
  const canned = useQuery(cannedQuery(one.brand_id));
  const [active, setActive] = useState(0);
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const letters = allowed ? (/(?:^|\s)\/([\p{L}\p{N}-]*)$/u.exec(text)?.[1] ?? null) : null;
  const open = letters !== null && closedFor !== text;
  const { data: contact } = useQuery({ ...contactQuery(one.contact.id, one.id), enabled: open });
  const found = open ? find(inOneLanguage(canned.data ?? [], [contact?.language, me.locale]), letters).slice(0, 8) : [];
  const at = Math.min(active, Math.max(0, found.length - 1));
  const values: Values = {
    "contact.name": one.contact.name,
    "contact.first_name": one.contact.name.split(" ")[0] ?? one.contact.name,
    "agent.name": me.user.alias ?? me.user.name,
    "case.number": String(one.number),
    "brand.name": me.brands.find((brand) => brand.id === one.brand_id)?.name ?? "",
  };
  const pick = (reply: CannedReply) => {
    insert(text.slice(0, text.length - (letters?.length ?? 0) - 1) + fill(reply.body, values), reply);
    setActive(0);
  };
  /** True when the key was for the list. */
  const key = (event: KeyboardEvent): boolean => {
    if (!open) return false;
    const chosen = found[at];
    switch (event.key) {
      case "ArrowDown":
        setActive((at + 1) % Math.max(1, found.length));
        break;
      case "ArrowUp":
        setActive((at - 1 + found.length) % Math.max(1, found.length));
        break;
      case "Enter":
      case "Tab":
        if (!chosen || event.ctrlKey || event.metaKey) return false;
        pick(chosen);
        break;
      case "Escape":
        setClosedFor(text);
        break;
      default:
        return false;
    }
    event.preventDefault();
    return true;
  };
  return { open, found, active: at, values, pick, setActive, key };
}
