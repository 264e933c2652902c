import { type QueryClient, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useMemo, useState } from "react";
import type { CaseDetail, Conversation } from "~/client/contract/cases";
import type { CannedReply } from "~/client/contract/choices";
import type { Assignee, Team } from "~/client/contract/who";
import { putAt, triggerAt } from "~/kit/trigger";
import { assigneesQuery, teamsQuery } from "~/rooms/cases/queries";
import { contactQuery } from "~/rooms/contacts/queries";
import type { Mention } from "~/rooms/conversations/drafts";
import { type Emoji, emojiQuery, findEmoji, noteEmoji, recentEmoji } from "~/rooms/conversations/emoji/emoji";
import { findMentions } from "~/rooms/conversations/mentions";
import { fill, isWhole, type Values } from "~/rooms/knowledge/fill";
import { find } from "~/rooms/knowledge/find";
import { inOneLanguage } from "~/rooms/knowledge/inOneLanguage";
import { cannedQuery } from "~/rooms/knowledge/queries";
import { useMe } from "./useMe";

const MOST = 8;

/** What stands above the field while one writes: saved replies after `/`, people and teams after `@`, emoji after `:`. */
export type Docked =
  | { sign: "/"; found: CannedReply[]; values: Values }
  | { sign: "@"; found: Mention[] }
  | { sign: ":"; found: Emoji[]; ready: boolean };

/** What was chosen, with the text as it is then and where the caret goes. */
export interface Chosen {
  text: string;
  caret: number;
  canned?: CannedReply;
  mention?: Mention;
  /** Nothing is missing in it: it could leave as it is. */
  whole: boolean;
}

/** The signs that open a list where one writes, what stands in it, and the keys that it takes from the field. */
export function useDock({ one, conversation, text, caret, noting, onChoose, onSend }: Asked) {
  const me = useMe();
  const [active, setActive] = useState(0);
  const [moved, setMoved] = useState(false);
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const trigger = caret === null ? null : triggerAt(text, caret, noting ? "@:" : "/:");
  const sought = trigger && closedFor !== text ? trigger : null;
  const canned = useQuery({ ...cannedQuery(one.brand_id, conversation.channel), enabled: !noting });
  const { data: contact } = useQuery({ ...contactQuery(one.contact.id, one.id), enabled: sought?.sign === "/" });
  const emoji = useQuery({ ...emojiQuery(me.locale), enabled: sought?.sign === ":" });
  const callable = useCallable(noting);

  const docked = ((): Docked | null => {
    switch (sought?.sign) {
      case "/": {
        const found = find(inOneLanguage(canned.data ?? [], [contact?.language, me.locale]), sought.letters).slice(0, MOST);
        return { sign: "/", found, values: valuesOf(one, me) };
      }
      case "@":
        return { sign: "@", found: findMentions(callable, sought.letters).slice(0, MOST) };
      case ":": {
        const found = findEmoji(emoji.data ?? [], sought.letters, recentEmoji(me.user.id)).slice(0, MOST);
        const lone = sought.letters === "" && found.length === 0; // a colon at the end of a sentence asks for nothing
        return lone || (emoji.data && found.length === 0) ? null : { sign: ":", found, ready: emoji.data !== undefined };
      }
      default:
        return null;
    }
  })();
  const at = Math.min(active, Math.max(0, (docked?.found.length ?? 0) - 1));

  const pick = (place: number): Chosen | null => {
    if (!docked || !sought) return null;
    const chosen = chosenOf(docked, place);
    if (!chosen) return null;
    if (docked.sign === ":") noteEmoji(me.user.id, docked.found[place]?.sign ?? "");
    const put = putAt(text, sought, chosen.words);
    setActive(0);
    setMoved(false);
    const result = { ...put, whole: chosen.whole, ...(chosen.canned ? { canned: chosen.canned } : {}), ...(chosen.mention ? { mention: chosen.mention } : {}) };
    onChoose(result);
    return result;
  };

  /** True when the key was for the list. */
  const key = (event: KeyboardEvent): boolean => {
    if (!docked || event.nativeEvent.isComposing) return false;
    const count = docked.found.length;
    const send = event.ctrlKey || event.metaKey;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        if (count === 0) return false;
        setActive((at + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
        setMoved(true);
        break;
      case "Enter":
      case "Tab": {
        if (count === 0 || (docked.sign === ":" && sought?.letters === "" && !moved) || (send && docked.sign !== "/")) return false;
        const chosen = pick(at);
        if (send && chosen?.whole) onSend(chosen);
        break;
      }
      case "Escape":
        setClosedFor(text);
        break;
      default:
        setMoved(false);
        return false;
    }
    event.preventDefault();
    return true;
  };
  return { docked, active: at, pick, setActive, key };
}

/** Whom a note can call, fetched where they are not here yet: who writes fast is not to be misunderstood. */
export async function fetchCallable(cache: QueryClient): Promise<Mention[]> {
  const [people, teams] = await Promise.all([cache.ensureQueryData(assigneesQuery), cache.ensureQueryData(teamsQuery)]);
  return callableOf(people, teams);
}

function callableOf(people: Assignee[], teams: Team[]): Mention[] {
  return [
    ...people.map((one) => ({ kind: "user" as const, id: one.id, words: `@${one.name}` })),
    ...teams.map((one) => ({ kind: "team" as const, id: one.id, words: `@${one.name}` })),
  ];
}

/** Whom a note can call: the people and the teams to whom one may give cases. */
export function useCallable(wanted: boolean): Mention[] {
  const { data: people } = useQuery({ ...assigneesQuery, enabled: wanted });
  const { data: teams } = useQuery({ ...teamsQuery, enabled: wanted });
  return useMemo(() => callableOf(people ?? [], teams ?? []), [people, teams]);
}

function chosenOf(docked: Docked, place: number): { words: string; whole: boolean; canned?: CannedReply; mention?: Mention } | null {
  if (docked.sign === "/") {
    const canned = docked.found[place];
    return canned ? { words: fill(canned.body, docked.values), whole: isWhole(canned.body, docked.values), canned } : null;
  }
  if (docked.sign === "@") {
    const mention = docked.found[place];
    return mention ? { words: `${mention.words} `, whole: false, mention } : null;
  }
  const emoji = docked.found[place];
  return emoji ? { words: emoji.sign, whole: false } : null;
}

export function valuesOf(one: CaseDetail, me: ReturnType<typeof useMe>): Values {
  return {
    "contact.name": one.contact.name,
    "contact.first_name": one.contact.name.split(" ")[0] ?? one.contact.name,
    "agent.name": me.user.name,
    "agent.alias": me.user.alias ?? me.user.name,
    "case.number": `#${one.number}`,
    "brand.name": me.brands.find((brand) => brand.id === one.brand_id)?.name ?? "",
  };
}

interface Asked {
  one: CaseDetail;
  conversation: Conversation;
  text: string;
  caret: number | null;
  noting: boolean;
  onChoose: (chosen: Chosen) => void;
  onSend: (chosen: Chosen) => void;
}
