import type { Id } from "~/client/contract/basics";
import type { Conversation } from "~/client/contract/cases";
import type { Message, Note, ThreadItem } from "~/client/contract/messages";
import type { ThreadPages } from "./queries";

/** What stands on the thread, one under the other. */
export type Entry =
  | { kind: "day"; key: string; at: string }
  | { kind: "joint"; key: string; conversation: Conversation; first: boolean; at: string }
  | { kind: "message"; key: string; message: Message; back: Conversation | null; joined: boolean; depth: number }
  | { kind: "note"; key: string; note: Note };

interface Placed {
  id: Id;
  sort_at: string;
  seq: number;
}

const placeOf = (item: ThreadItem): Placed => (item.kind === "message" ? item.message : item.note);

/** The order of every client: (sort_at, seq, id). */
export function byPlace(one: ThreadItem, other: ThreadItem): number {
  const left = placeOf(one);
  const right = placeOf(other);
  if (left.sort_at !== right.sort_at) return left.sort_at < right.sort_at ? -1 : 1;
  if (left.seq !== right.seq) return left.seq - right.seq;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}

/** What was fetched, in order, then what was written here and the server has not shown yet. */
export function ordered(pages: ThreadPages | undefined, echoes: Message[]): ThreadItem[] {
  const known = (pages?.pages ?? []).flatMap((page) => page.items);
  const ids = new Set(known.map((item) => placeOf(item).id));
  const ours = echoes.filter((one) => !ids.has(one.id)).map((message) => ({ kind: "message" as const, message }));
  return [...known.toSorted(byPlace), ...ours];
}

/** Replace an item, or add it to the newest page where that is here; a display sorts. */
export function keep(pages: ThreadPages, item: ThreadItem): ThreadPages {
  const { id } = placeOf(item);
  let found = false;
  const renewed = pages.pages.map((page) => ({
    ...page,
    items: page.items.map((one) => {
      if (placeOf(one).id !== id) return one;
      found = true;
      return item;
    }),
  }));
  const newest = renewed[0];
  // Where the newest page is not here, what comes now would stand beside what it does not follow.
  if (!found && newest && !newest.later) newest.items = [...newest.items, item];
  return { ...pages, pages: renewed };
}

export function drop(pages: ThreadPages, id: Id): ThreadPages {
  return {
    ...pages,
    pages: pages.pages.map((page) => ({ ...page, items: page.items.filter((one) => placeOf(one).id !== id) })),
  };
}

/**
 * Items with what binds them: a line for each day, a joint where the case first passes to another conversation,
 * and on a message that returns to an earlier one, which it is. Where the beginning is not here (`whole` is false),
 * nothing says that the case begins.
 */
export function entries(items: ThreadItem[], conversations: Conversation[], dayOf: (at: string) => string, whole = true): Entry[] {
  const out: Entry[] = [];
  const seen = new Set<Id>();
  let current: Id | null = null;
  let day = "";
  for (const { item, depth } of treed(items)) {
    const place = placeOf(item);
    const today = dayOf(place.sort_at);
    const turned = day !== "" && today !== day;
    day = today;
    if (turned) out.push({ kind: "day", key: `day-${today}`, at: place.sort_at });
    if (item.kind === "note") {
      out.push({ kind: "note", key: place.id, note: item.note });
      continue;
    }
    const { message } = item;
    const conversation = conversations.find((one) => one.id === message.conversation_id) ?? null;
    let back: Conversation | null = null;
    let joined = false;
    if (conversation && conversation.id !== current) {
      if (seen.has(conversation.id)) back = conversation;
      else if (whole || seen.size > 0) {
        out.push({ kind: "joint", key: `joint-${conversation.id}`, conversation, first: seen.size === 0, at: message.sort_at });
        joined = true;
      }
      seen.add(conversation.id);
      current = conversation.id;
    }
    out.push({ kind: "message", key: message.id, message, back, joined, depth });
  }
  return out;
}

const DEEPEST = 3;

/**
 * The items, with each public answer below what it answers, oldest first among its like. Only what follows without a
 * note or another conversation in between is drawn together: what was said meanwhile elsewhere keeps its place in time.
 */
export function treed(items: ThreadItem[]): { item: ThreadItem; depth: number }[] {
  const out: { item: ThreadItem; depth: number }[] = [];
  let run: Message[] = [];
  const end = () => {
    const here = new Set(run.map((one) => one.id));
    const below = new Map<Id | null, Message[]>();
    for (const one of run) {
      const above = one.reply_to !== null && one.reply_to !== one.id && here.has(one.reply_to) ? one.reply_to : null;
      below.set(above, [...(below.get(above) ?? []), one]);
    }
    const placed = new Set<Id>();
    const place = (above: Id | null, depth: number) => {
      for (const message of below.get(above) ?? []) {
        placed.add(message.id);
        out.push({ item: { kind: "message", message }, depth: Math.min(depth, DEEPEST) });
        place(message.id, depth + 1);
      }
    };
    place(null, 0);
    for (const message of run) if (!placed.has(message.id)) out.push({ item: { kind: "message", message }, depth: 0 });
    run = [];
  };
  for (const item of items) {
    const of = item.kind === "message" && item.message.public ? item.message : null;
    if (run.length > 0 && run[0]?.conversation_id !== of?.conversation_id) end();
    if (of) run.push(of);
    else out.push({ item, depth: 0 });
  }
  end();
  return out;
}

/** The text of a message, for a quote, a copy or a second case's name. */
export function textOf(message: Message): string {
  return message.parts
    .map((part) => (part.type === "text" ? part.text : part.type === "choice" ? part.title : ""))
    .filter(Boolean)
    .join("\n");
}
