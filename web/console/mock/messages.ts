// Messages of the make-believe desk.
import type { Conversation } from "../src/client/contract/cases.ts";
import type { CaseRow } from "../src/client/contract/lists.ts";
import type { Delivery, Message } from "../src/client/contract/messages.ts";
import type { Actor } from "../src/client/contract/who.ts";
import { uuid7 } from "../src/client/uuid7.ts";
import { CAMILA, iso } from "./house.ts";

export const contactOf = (one: CaseRow): Actor => ({ kind: "contact", id: one.contact.id, name: one.contact.name, alias: null });

let seq = 0;

/** The next number of a fact. */
export const nextSeq = () => ++seq;

export function inbound(one: CaseRow, conversation: Conversation, text: string, at: number): Message {
  return { ...blank(one, conversation, at), direction: "in", author: contactOf(one), parts: [{ type: "text", text }] };
}

export function outbound(one: CaseRow, conversation: Conversation, text: string, at: number, state: Delivery["state"]): Message {
  return {
    ...blank(one, conversation, at),
    direction: "out",
    author: CAMILA,
    parts: [{ type: "text", text }],
    delivery: delivery(state, at),
  };
}

export function delivery(state: Delivery["state"], at: number, reason: string | null = null): Delivery {
  const deeds: Delivery["deeds"] =
    state === "uncertain" ? ["verify", "resend"] : state === "failed" ? ["resend"] : state === "queued" || state === "held" ? ["cancel"] : [];
  return { state, reason_code: reason, provider_code: null, at: iso(at), attempts: 1, retry_at: null, waits: null, deeds };
}

function blank(one: CaseRow, conversation: Conversation, at: number): Message {
  return {
    id: uuid7(at),
    conversation_id: conversation.id,
    case_id: one.id,
    sort_at: iso(at),
    seq: nextSeq(),
    direction: "in",
    author: CAMILA,
    purpose: "reply",
    parts: [],
    attachments: [],
    mail: null,
    template: null,
    delivery: null,
    reply_to: null,
    occurred_at: iso(at),
    received_at: iso(at + 300),
    edited_at: null,
    deleted_at: null,
    reactions: [],
    late: false,
    courtesy: false,
    public: false,
    forwarded: false,
    hidden: false,
    liked: false,
    rating: null,
    rating_before: null,
    facts: {},
    moderation: null,
  };
}
