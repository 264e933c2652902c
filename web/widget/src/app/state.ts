/** What is on screen, as values; and how a view of the server changes it. */
import type { Conversation, Face, Message, Service, Settings, View } from "../wire/protocol";
import type { Entry } from "./outbox";
import type { Words } from "./words";

export interface Upload {
  id: string;
  name: string;
  share: number;
  ticket?: string;
  mime?: string;
  url?: string;
  size?: number;
  error?: string;
  cancel: () => void;
}

export interface State {
  open: boolean;
  screen: "home" | "thread" | "carry" | "copy" | "recover" | "arrive";
  thread: string;
  locale: string;
  words: Words;
  settings: Settings;
  name: string;
  identified: boolean;
  online: boolean;
  ready: boolean;
  conversations: Conversation[];
  service: Service;
  messages: Message[];
  more: boolean;
  typing: { thread: string; by: Face | null } | null;
  uploads: Upload[];
  draft: string;
  error: string;
}

export const START: State = {
  open: false,
  screen: "home",
  thread: "",
  locale: "es",
  words: {} as Words,
  settings: {},
  name: "",
  identified: false,
  online: true,
  ready: false,
  conversations: [],
  service: { open: true, wait: null, until: null, zone: "" },
  messages: [],
  more: false,
  typing: null,
  uploads: [],
  draft: "",
  error: "",
};

export const byTime = (a: Message, b: Message): number => a.at - b.at || (a.id < b.id ? -1 : 1);

/**
 * Put a view into the messages on screen. A whole one replaces everything that is not older than it; what the visitor
 * wrote and the server does not show yet stays, where it was, until it does.
 */
export function merge(known: Message[], view: View, whole: boolean, kept: (message: Message) => boolean): Message[] {
  const coming = new Map(view.messages.map((one) => [one.id, one]));
  const oldest = view.messages[0]?.at ?? Number.POSITIVE_INFINITY;
  const stays = (one: Message): boolean => {
    if (coming.has(one.id)) return false;
    if (!whole) return true;
    return kept(one) || (view.more && one.at < oldest && overlaps(known, view));
  };
  return [...known.filter(stays), ...view.messages].sort(byTime);
}

/** Older messages on screen join a view only when nothing can be missing between them. */
function overlaps(known: Message[], view: View): boolean {
  const ids = new Set(known.map((one) => one.id));
  return view.messages.some((one) => ids.has(one.id));
}

/** Return how an entry of the outbox looks in the log, or nothing for what is no message. */
export function echo(entry: Entry, skew: number, files: Map<string, Upload>): Message | undefined {
  const item = entry.items.find((one) => one.type === "message" || one.type === "choice");
  if (!item) return undefined;
  const parts: Message["parts"] = [];
  if (item.type === "choice") parts.push({ type: "choice", payload: String(item.payload), title: String(item.title) });
  else if (item.text) parts.push({ type: "text", text: String(item.text) });
  for (const { ticket } of (item.files ?? []) as { ticket: string }[]) {
    const file = files.get(ticket);
    const media = file?.mime?.split("/")[0] ?? "document";
    parts.push({ type: "media", media, url: file?.url ?? "", mime: file?.mime ?? "", name: file?.name ?? "", size: file?.size ?? 0 });
  }
  return {
    id: String(item.id),
    thread: String(item.thread ?? ""),
    side: "visitor",
    at: entry.at + (entry.skew ?? skew),
    status: entry.failed ? "failed" : "queued",
    parts,
  };
}

export function unread(messages: Message[]): number {
  return messages.filter((one) => one.side !== "visitor" && one.side !== "system" && one.status !== "read").length;
}
