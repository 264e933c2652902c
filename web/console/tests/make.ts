import type { Conversation } from "~/client/contract/cases";
import type { CaseRow, Clock } from "~/client/contract/lists";
import type { Attachment, Message, Note } from "~/client/contract/messages";

/** Small values for tests: what is not said is quiet. */

export function aClock(part: Partial<Clock> = {}): Clock {
  return {
    id: "clock",
    target: "next_response",
    state: "running",
    started_at: "2026-11-19T10:00:00Z",
    due_at: "2026-11-19T12:00:00Z",
    approaching_at: "2026-11-19T11:30:00Z",
    within_seconds: 7_200,
    remaining_seconds: null,
    satisfied_at: null,
    ...part,
  };
}

export function aRow(id: string, part: Partial<CaseRow> = {}): CaseRow {
  return {
    id,
    number: 1,
    revision: 1,
    subject: "Olla quiñada",
    preview: "",
    preview_by: "contact",
    rating: null,
    at_risk: false,
    contact: { id: "contact", name: "Rosa Huamán" },
    brand_id: "brand",
    team_id: null,
    channel: "a",
    surface: "direct_message",
    state: "open",
    waiting: null,
    set_aside: null,
    holder: null,
    priority: "normal",
    unread: 0,
    uncertain: 0,
    failed: 0,
    clock: null,
    tags: [],
    opened_at: "2026-11-19T09:00:00Z",
    last_message_at: "2026-11-19T09:00:00Z",
    ...part,
  };
}

export function aMessage(id: string, part: Partial<Message> = {}): Message {
  return {
    id,
    conversation_id: "chat",
    case_id: "case",
    sort_at: "2026-11-19T10:00:00Z",
    seq: 0,
    direction: "in",
    author: { kind: "contact", id: "contact", name: "Rosa Huamán", alias: null },
    purpose: "reply",
    parts: [{ type: "text", text: id }],
    attachments: [],
    mail: null,
    template: null,
    delivery: null,
    reply_to: null,
    occurred_at: "2026-11-19T10:00:00Z",
    received_at: "2026-11-19T10:00:00Z",
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
    ...part,
  };
}

export function aFile(id: string, part: Partial<Attachment> = {}): Attachment {
  return { id, state: "ready", url: `/${id}`, mime: "image/png", name: `${id}.png`, size: 10, media: "image", reason_code: null, ...part };
}

export function aNote(id: string, part: Partial<Note> = {}): Note {
  const at = "2026-11-19T10:00:00Z";
  return { id, case_id: "case", author: { kind: "user", id: "diego", name: "Diego", alias: null }, text: id, mentions: [], at, sort_at: at, seq: 0, kind: "note", ...part };
}

export function aConversation(id: string, part: Partial<Conversation> = {}): Conversation {
  return {
    id,
    channel: id,
    surface: "direct_message",
    account: { id: `account-${id}`, name: id, address: "" },
    identity: { id: `identity-${id}`, value: id, contact_id: "contact", name: "Rosa Huamán" },
    subject: null,
    capabilities: {
      live: false,
      window: "open",
      open_until: null,
      text_limit: 100,
      text_unit: "characters",
      media: {},
      mime: [],
      files: 10,
      buttons: 0, list_rows: 0,
      templates: false,
      subject: false,
      recipients: 1,
      light_marks: false,
      rich_text: false,
      reactions: false,
      typing_in: false,
      typing_out: false,
      public: false, private_reply: false, private_link: "", moderation: [], own_moderation: [], charged: false,
      segmented: false, replaces: false,
      opt_out: "begun",
    },
    last_message_at: "2026-11-19T10:00:00Z",
    opted_out: null,
    thread: null,
    post: null,
    voice: null,
    ...part,
  };
}
