import type { CaseDetail, Conversation } from "../src/client/contract/cases.ts";
import type { Message } from "../src/client/contract/messages.ts";
import type { NewMessage } from "../src/client/contract/posted.ts";
import { Refusal, the, type Context } from "./asking.ts";
import { clockFor } from "./cases.ts";
import { TEMPLATES } from "./house.ts";
import { delivery, inbound, outbound } from "./messages.ts";
import { add, tell } from "./telling.ts";

/** Files that were put up and hang on no message yet. */
export const files = new Map<string, Message["attachments"][number]>();

export function showMessage(context: Context, one: CaseDetail, message: Message) {
  context.publish(`case:${one.id}`, [{ type: "message", message: structuredClone(message) }]);
}

/** Let a message live: queued, cleared, sent, delivered, read; "falla" fails and "duda" is never known. */
function send(context: Context, one: CaseDetail, message: Message, text: string) {
  const steps: [number, NonNullable<Message["delivery"]>["state"], string | null][] = text.includes("falla")
    ? [[400, "sending", null], [900, "failed", "permanent"]]
    : text.includes("duda")
      ? [[400, "sending", null], [1_500, "uncertain", "time_out"]]
      : [[300, "sending", null], [700, "sent", null], [1_600, "delivered", null], [3_500, "read", null]];
  for (const [after, state, reason] of steps) {
    setTimeout(() => {
      message.delivery = delivery(state, Date.now(), reason);
      one.uncertain = (context.world.threads.get(one.id) ?? []).filter((item) => item.kind === "message" && item.message.delivery?.state === "uncertain").length;
      if (state === "sent") {
        one.clocks = one.clocks.filter((clock) => clock.target === "resolution");
        tell(context, one);
      }
      showMessage(context, one, message);
    }, after);
  }
  if (text.includes("?")) setTimeout(() => answerBack(context, one, message), 6_000);
}

function answerBack(context: Context, one: CaseDetail, message: Message) {
  const conversation = one.conversations.find((each) => each.id === message.conversation_id) as Conversation;
  const said = inbound(one, conversation, "Sí, me queda bien. Gracias por avisar.", Date.now());
  add(context, one, { kind: "message", message: said });
  one.unread += 1;
  one.clocks.push(clockFor(60 * 60_000, 60 * 60_000));
  showMessage(context, one, said);
  tell(context, one);
}

export function post(context: Context, one: CaseDetail, conversation: Conversation, body: Omit<NewMessage, "case_id">): Message {
  const there = [...context.world.threads.values()].flat().find((item) => item.kind === "message" && item.message.id === body.id);
  if (there?.kind === "message") return there.message;
  if (one.state === "closed") throw new Refusal(409, "case_closed");
  const message = { ...outbound(one, conversation, body.text, Date.now(), "queued"), id: body.id };
  const template = TEMPLATES.find((each) => each.id === body.template?.id);
  if (template && body.template) {
    const { parameters } = body.template;
    message.parts = [{ type: "text", text: template.body.replace(/\{\{(\d+)\}\}/g, (_, place: string) => parameters[Number(place) - 1] ?? "") }];
    message.template = { name: template.name, language: template.language };
  } else if (conversation.capabilities.window === "template_only") {
    throw new Refusal(409, "window_closed");
  }
  if (body.subject !== null) message.mail = { subject: body.subject, to: [conversation.identity.value], copied: body.copied, blind: [], automatic: "" };
  message.attachments = body.attachments.flatMap((each) => files.get(each) ?? []);
  message.purpose = body.purpose;
  add(context, one, { kind: "message", message });
  one.unread = 0;
  send(context, one, message, body.text);
  tell(context, one);
  return message;
}

export function theMessage(context: Context, messageId: string | undefined): [CaseDetail, Message] {
  for (const [caseId, items] of context.world.threads) {
    for (const item of items) if (item.kind === "message" && item.message.id === messageId) return [the(context, caseId), item.message];
  }
  throw new Refusal(404, "not_found");
}
