import type { Conversation } from "../src/client/contract/cases.ts";
import type { NewConversation } from "../src/client/contract/posted.ts";
import { Refusal, body, the, type Some } from "./asking.ts";
import { newCase } from "./cases.ts";
import { ACCOUNTS, SYSTEM, conversationOn } from "./house.ts";
import { delivery } from "./messages.ts";
import { files, post, showMessage, theMessage } from "./sending.ts";
import { add, happened, tell } from "./telling.ts";

export const messageRoutes = {
  "POST /conversations/{id}/messages": (context, request) => {
    const asked = body<"POST /conversations/{id}/messages">(request);
    const one = the(context, asked.case_id);
    const conversation = one.conversations.find((each) => each.id === request.path.id);
    if (!conversation) throw new Refusal(404, "not_found");
    return post(context, one, conversation, asked);
  },
  "POST /conversations": (context, request) => {
    const asked: NewConversation = body<"POST /conversations">(request);
    const account = ACCOUNTS.find((each) => each.id === asked.account_id);
    const known = context.world.contacts.get(asked.contact_id ?? "");
    const name = known?.name ?? asked.name ?? asked.address ?? "";
    const one = newCase(context.world, { name, channel: account?.channel ?? "email", subject: asked.case_subject, preview: "", slack: null });
    context.world.cases.delete(one.id);
    one.id = asked.case_id;
    context.world.cases.set(one.id, one);
    context.world.threads.set(one.id, []);
    context.world.timelines.set(one.id, []);
    const conversation = conversationOn(account?.channel ?? "email", one.contact.id, name, asked.address ?? "", null);
    one.conversations = [conversation];
    const message = post(context, one, conversation, { ...asked.message, purpose: "proactive", reply_to: null, undo_seconds: 0 });
    return { case: one, conversation_id: conversation.id, message };
  },
  "POST /messages/{id}/verify": (context, request) => {
    const [one, message] = theMessage(context, request.path.id);
    message.delivery = delivery("delivered", Date.now());
    one.uncertain = 0;
    happened(context, one, "message_verified", {}, SYSTEM);
    showMessage(context, one, message);
    tell(context, one);
    return message;
  },
  "POST /messages/{id}/resend": (context, request) => {
    const [one, message] = theMessage(context, request.path.id);
    const conversation = one.conversations.find((each) => each.id === message.conversation_id) as Conversation;
    const text = message.parts.map((part) => (part.type === "text" ? part.text : "")).join(" ").replace(/falla|duda/g, "");
    message.delivery = { ...delivery("cancelled", Date.now()), deeds: [] };
    showMessage(context, one, message);
    return post(context, one, { ...conversation, capabilities: { ...conversation.capabilities, window: "open" } }, {
      id: body<"POST /messages/{id}/resend">(request).id, purpose: "reply", text, attachments: [], template: null, subject: null, to: [], copied: [], blind: [], reply_to: null, sources: [], compose: null, undo_seconds: 0,
    });
  },
  "POST /messages/{id}/cancel": (context, request) => {
    const [one, message] = theMessage(context, request.path.id);
    message.delivery = delivery("cancelled", Date.now());
    showMessage(context, one, message);
    return message;
  },
  "DELETE /messages/{id}/courtesy": (context, request) => {
    const [one, message] = theMessage(context, request.path.id);
    message.courtesy = false;
    showMessage(context, one, message);
    return one;
  },
  "POST /messages/{id}/move": (context, request) => {
    const [one, message] = theMessage(context, request.path.id);
    const to = the(context, body<"POST /messages/{id}/move">(request).case_id);
    const items = context.world.threads.get(one.id) ?? [];
    context.world.threads.set(one.id, items.filter((item) => item.kind !== "message" || item.message !== message));
    message.case_id = to.id;
    add(context, to, { kind: "message", message });
    context.publish(`case:${one.id}`, [{ type: "gone", of: "message", id: message.id }]);
    return to;
  },
  "PUT /attachments/{id}": (_, request) => {
    if (request.size > 16_000_000) throw new Refusal(413, "file_too_big", { limit: 16_000_000 });
    const mime = request.type;
    const media = mime.startsWith("image/") ? "image" : mime.startsWith("audio/") ? "audio" : "document";
    const file = { id: request.path.id ?? "", state: "ready" as const, url: "#", mime, name: request.query.get("name") ?? "", size: request.size, media: media as "image", reason_code: null };
    files.set(file.id, file);
    return file;
  },
} satisfies Some;
