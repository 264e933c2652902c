import type { Message } from "~/client/contract/messages";
import type { Actor } from "~/client/contract/who";
import type { Outgoing } from "./outgoing";

/** How a message looks before the server has shown it: queued, or refused with its reason. */
export function echo(one: Outgoing, author: Actor, text: string): Message {
  const { body } = one;
  return {
    id: body.id,
    conversation_id: one.conversation_id,
    case_id: body.case_id,
    sort_at: one.at,
    seq: Number.MAX_SAFE_INTEGER,
    direction: "out",
    author,
    purpose: body.purpose,
    parts: text ? [{ type: "text", text }] : [],
    attachments: [
      ...one.files,
      ...Object.entries(one.pending).map(([id, name]) => ({
        id,
        state: "pending" as const,
        url: null,
        mime: "",
        name,
        size: 0,
        media: "document" as const,
        reason_code: null,
      })),
    ],
    mail: body.subject === null ? null : { subject: body.subject, to: body.to ?? [], copied: body.copied, blind: body.blind ?? [], automatic: "" },
    template: null,
    delivery: {
      state: one.state === "refused" ? "failed" : "queued",
      reason_code: one.problem?.code ?? (one.state === "uploading" ? "uploading" : null),
      provider_code: null,
      at: one.at,
      attempts: 0,
      retry_at: null,
      waits: null,
      deeds: [],
    },
    reply_to: body.reply_to,
    occurred_at: one.at,
    received_at: one.at,
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
