import type { CaseDetail, Conversation } from "../src/client/contract/cases.ts";
import type { DraftView } from "../src/client/contract/drafts.ts";
import type { DraftsEndpoints } from "../src/client/contract/draftsEndpoints.ts";
import type { DeskEndpoints } from "../src/client/contract/endpoints.ts";
import type { PreferencesEndpoints } from "../src/client/contract/preferencesEndpoints.ts";
import type { CaseRow } from "../src/client/contract/lists.ts";
import type { LiveResource } from "../src/client/contract/live.ts";
import type { Message, ThreadItem } from "../src/client/contract/messages.ts";
import type { NewConversation, NewMessage, NewNote } from "../src/client/contract/posted.ts";
import { clockFor, newCase, type World } from "./cases.ts";
import { ACCOUNTS, ASSIGNEES, CAMILA, CANNED, DISPOSITIONS, SYSTEM, TAGS, TEAMS, TEMPLATES, conversationOn, id, iso } from "./house.ts";
import { delivery, inbound, outbound } from "./messages.ts";
import { list, viewsOf } from "./world.ts";

export class Refusal extends Error {
  constructor(readonly status: number, readonly code: string, readonly data: Record<string, unknown> = {}) {
    super(code);
  }
}

export interface Context {
  world: World;
  signedIn: boolean;
  failing: Set<string>;
  slow: number;
  publish: (topic: string, resources: LiveResource[]) => void;
}

interface Request {
  path: Record<string, string>;
  query: URLSearchParams;
  body: Record<string, never> & object;
  type: string;
  size: number;
}

/** The addresses that work on the desk's screens needs; administration is looked at on a real server. */
type Known = DeskEndpoints & DraftsEndpoints & PreferencesEndpoints;
type Handler = (context: Context, request: Request) => unknown;

const drafts = new Map<string, DraftView>();
const files = new Map<string, Message["attachments"][number]>();

function the(context: Context, caseId: string | undefined): CaseDetail {
  const one = context.world.cases.get(caseId ?? "");
  if (!one) throw new Refusal(404, "not_found");
  return one;
}

function rowOf(one: CaseDetail): CaseRow {
  return one;
}

/** Tell every screen how the case is now. */
function tell(context: Context, one: CaseDetail, more: LiveResource[] = []) {
  one.revision += 1;
  one.clock = one.clocks.find((clock) => clock.state === "running" || clock.state === "breached") ?? null;
  context.publish(`case:${one.id}`, [{ type: "case", case: structuredClone(one) }, ...more]);
  const views = viewsOf(context.world);
  for (const view of views) {
    const inside = list(context.world, view.id).includes(one);
    context.publish(`cases:${view.id}`, [inside ? { type: "case_row", row: rowOf(one) } : { type: "gone", of: "case_row", id: one.id }]);
  }
  context.publish("views", [{ type: "views", views }]);
}

function happened(context: Context, one: CaseDetail, kind: string, values: Record<string, string | number | null> = {}, actor = CAMILA) {
  const entry = { id: id(), kind, occurred_at: iso(Date.now()), actor, values };
  context.world.timelines.get(one.id)?.unshift(entry);
  context.publish(`case:${one.id}`, [{ type: "timeline", entry }]);
}

function deed(kind: string, change: (one: CaseDetail, request: Request, context: Context) => Record<string, string | number | null> | void): Handler {
  return (context, request) => {
    const one = the(context, request.path.id);
    const values = change(one, request, context) ?? {};
    happened(context, one, kind, values);
    tell(context, one);
    return one;
  };
}

function add(context: Context, one: CaseDetail, item: ThreadItem) {
  context.world.threads.get(one.id)?.push(item);
  if (item.kind === "message") {
    const text = item.message.parts.map((part) => (part.type === "text" ? part.text : "")).join(" ");
    one.preview = text.slice(0, 140);
    one.preview_by = item.message.author.kind;
    one.last_message_at = item.message.sort_at;
    one.channel = one.conversations.find((each) => each.id === item.message.conversation_id)?.channel ?? one.channel;
  }
}

function showMessage(context: Context, one: CaseDetail, message: Message) {
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

function post(context: Context, one: CaseDetail, conversation: Conversation, body: Omit<NewMessage, "case_id">): Message {
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

function theMessage(context: Context, messageId: string | undefined): [CaseDetail, Message] {
  for (const [caseId, items] of context.world.threads) {
    for (const item of items) if (item.kind === "message" && item.message.id === messageId) return [the(context, caseId), item.message];
  }
  throw new Refusal(404, "not_found");
}

function page<T>(items: T[], query: URLSearchParams, usual: number) {
  const from = Number(query.get("cursor") ?? 0);
  const limit = Number(query.get("limit") ?? usual);
  const next = from + limit < items.length ? String(from + limit) : null;
  return { items: items.slice(from, from + limit), next };
}

const body = <E extends keyof Known>(request: Request) => request.body as unknown as Known[E] extends { body: infer B } ? B : never;

export const routes: Record<keyof Known, Handler> = {
  "POST /session": (context, request) => {
    const asked = body<"POST /session">(request);
    if (asked.password !== "pirca") throw new Refusal(401, "wrong_credentials");
    if (asked.email.startsWith("diego") && !asked.code) throw new Refusal(401, "code_needed");
    if (asked.code && asked.code !== "123456") throw new Refusal(401, "wrong_code");
    context.signedIn = true;
    return null;
  },
  "DELETE /session": (context) => {
    context.signedIn = false;
    return null;
  },
  "GET /me": (context) => ({ ...context.world.me, now: iso(Date.now()) }),
  "PATCH /me": (context, request) => Object.assign(context.world.me, request.body),
  "GET /me/preferences": (context) => context.world.me.preferences,
  "PATCH /me/preferences": (context, request) => {
    const { keys = {}, reset_keys, notices = {}, ...rest } = body<"PATCH /me/preferences">(request);
    const before = context.world.me.preferences;
    const kept = Object.entries({ ...(reset_keys ? {} : before.keys), ...keys }).filter((one): one is [string, string] => one[1] !== null);
    const after = { ...before, ...rest, keys: Object.fromEntries(kept), notices: { ...before.notices, ...notices } };
    context.world.me.preferences = after;
    return after;
  },
  "GET /me/push": () => ({ public_key: "", devices: [] }),
  "POST /me/push": () => ({ public_key: "", devices: [] }),
  "DELETE /me/push/{id}": () => ({ public_key: "", devices: [] }),
  "PUT /me/presence": (context, request) => {
    context.world.me.presence = { ...body<"PUT /me/presence">(request), since: iso(Date.now()) };
    return context.world.me;
  },
  "GET /cases/{id}/openings": () => [],
  "GET /views": (context) => viewsOf(context.world),
  "GET /cases": (context, request) => {
    const words = (request.query.get("q") ?? "").toLowerCase();
    const all = list(context.world, request.query.get("view") ?? "mine");
    const sort = request.query.get("sort");
    if (sort === "newest") all.sort((one, other) => (one.last_message_at < other.last_message_at ? 1 : -1));
    if (sort === "oldest") all.sort((one, other) => (one.last_message_at < other.last_message_at ? -1 : 1));
    const found = all.filter((one) => !words || `${one.subject} ${one.contact.name} ${one.number}`.toLowerCase().includes(words));
    return page(found.map(rowOf), request.query, 50);
  },
  "GET /cases/{id}": (context, request) => the(context, request.path.id),
  "GET /cases/{id}/thread": (context, request) => ({ ...page(context.world.threads.get(request.path.id ?? "") ?? [], request.query, 100), later: null }),
  "GET /cases/{id}/timeline": (context, request) => page(context.world.timelines.get(request.path.id ?? "") ?? [], request.query, 50),
  "POST /cases/{id}/read": (context, request) => {
    const one = the(context, request.path.id);
    one.unread = 0;
    tell(context, one);
    return null;
  },
  "POST /cases/{id}/assign": deed("case_assigned", (one, request) => {
    const asked = body<"POST /cases/{id}/assign">(request);
    const user = ASSIGNEES.find((each) => each.id === asked.user_id);
    one.holder = user ? { kind: "user", id: user.id, name: user.name, alias: null } : null;
    if (asked.team_id) one.team_id = asked.team_id;
    return { to: user?.name ?? null, reason: "manual" };
  }),
  "PATCH /cases/{id}": deed("case_changed", (one, request) => {
    const asked = body<"PATCH /cases/{id}">(request);
    Object.assign(one, asked);
    return { subject: asked.subject ?? null, priority: asked.priority ?? null };
  }),
  "POST /cases/{id}/wait": deed("case_waiting", (one, request) => {
    const asked = body<"POST /cases/{id}/wait">(request);
    one.waiting = asked.on ? { on: asked.on, until: asked.until, team_id: asked.team_id, since: iso(Date.now()) } : null;
    return { on: asked.on };
  }),
  "POST /cases/{id}/resolve": deed("case_resolved", (one, request) => {
    const { disposition_id } = body<"POST /cases/{id}/resolve">(request);
    if (!disposition_id) throw new Refusal(422, "disposition_needed");
    one.state = "resolved";
    one.resolution = { by: CAMILA, at: iso(Date.now()), disposition_id };
    return { disposition: DISPOSITIONS.find((each) => each.id === disposition_id)?.name ?? null };
  }),
  "POST /cases/{id}/reopen": deed("case_reopened", (one) => {
    one.state = "open";
    one.resolution = null;
  }),
  "POST /cases/{id}/set-aside": deed("case_set_aside", (one, request) => {
    one.set_aside = body<"POST /cases/{id}/set-aside">(request).reason;
    return { reason: one.set_aside };
  }),
  "POST /cases/{id}/restore": deed("case_restored", (one) => {
    one.set_aside = null;
  }),
  "POST /cases/{id}/tags": deed("case_tagged", (one, request) => {
    const { name } = body<"POST /cases/{id}/tags">(request);
    const tag = TAGS.find((each) => each.name === name) ?? { id: id(), name };
    if (!TAGS.includes(tag)) TAGS.push(tag);
    if (!one.tags.some((each) => each.id === tag.id)) one.tags = [...one.tags, tag];
    return { tag: name };
  }),
  "DELETE /cases/{id}/tags/{tag_id}": deed("case_untagged", (one, request) => {
    const gone = one.tags.find((each) => each.id === request.path.tag_id);
    one.tags = one.tags.filter((each) => each !== gone);
    return { tag: gone?.name ?? null };
  }),
  "POST /cases/{id}/merge": (context, request) => {
    const one = the(context, request.path.id);
    const into = the(context, body<"POST /cases/{id}/merge">(request).into);
    one.merged_into = { id: into.id, number: into.number };
    one.state = "closed";
    into.merges.push({ id: one.id, number: one.number, at: iso(Date.now()) });
    happened(context, into, "case_merged", { number: one.number });
    tell(context, one);
    tell(context, into);
    return into;
  },
  "POST /merges/{id}/undo": (context, request) => {
    const one = the(context, request.path.id);
    const into = the(context, one.merged_into?.id);
    into.merges = into.merges.filter((each) => each.id !== one.id);
    one.merged_into = null;
    one.state = "open";
    tell(context, one);
    tell(context, into);
    return one;
  },
  "POST /cases/{id}/split": (context, request) => {
    const one = the(context, request.path.id);
    const asked = body<"POST /cases/{id}/split">(request);
    const [, message] = theMessage(context, asked.message_id);
    const second = newCase(context.world, { name: one.contact.name, channel: one.channel, subject: asked.subject, preview: one.preview, slack: 3_600_000 });
    context.world.cases.delete(second.id);
    const moved: CaseDetail = { ...second, id: asked.case_id, contact: one.contact, conversations: one.conversations };
    context.world.cases.set(moved.id, moved);
    context.world.splits.set(moved.id, one.id);
    context.world.threads.set(moved.id, [{ kind: "message", message: { ...message, case_id: moved.id } }]);
    context.world.timelines.set(moved.id, []);
    const items = context.world.threads.get(one.id) ?? [];
    context.world.threads.set(one.id, items.filter((item) => item.kind !== "message" || item.message.id !== message.id));
    context.publish(`case:${one.id}`, [{ type: "gone", of: "message", id: message.id }]);
    happened(context, one, "case_split", { number: moved.number });
    tell(context, one);
    tell(context, moved);
    return moved;
  },
  "POST /cases/{id}/split/undo": (context, request) => {
    const second = the(context, request.path.id);
    const first = the(context, context.world.splits.get(second.id) ?? "");
    const items = [...(context.world.threads.get(first.id) ?? []), ...(context.world.threads.get(second.id) ?? [])];
    context.world.threads.set(first.id, items);
    context.world.threads.set(second.id, []);
    second.state = "closed";
    happened(context, first, "split_undone", { number: second.number });
    tell(context, second);
    tell(context, first);
    return first;
  },
  "POST /cases/{id}/notes": (context, request) => {
    const one = the(context, request.path.id);
    const asked: NewNote = body<"POST /cases/{id}/notes">(request);
    const at = iso(Date.now());
    const note = { ...asked, case_id: one.id, author: CAMILA, at, sort_at: at, seq: Date.now() };
    add(context, one, { kind: "note", note });
    context.publish(`case:${one.id}`, [{ type: "note", note }]);
    return note;
  },
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
  "GET /contacts/{id}": (context, request) => {
    const panel = context.world.contacts.get(request.path.id ?? "");
    if (!panel) throw new Refusal(404, "not_found");
    return panel;
  },
  "GET /contacts": (context, request) => {
    const words = (request.query.get("q") ?? "").toLowerCase();
    const found = [...context.world.contacts.values()].filter((one) => `${one.name} ${one.identities.map((each) => each.value).join(" ")}`.toLowerCase().includes(words));
    return { items: found.slice(0, 20).map((one) => ({ id: one.id, name: one.name, identities: one.identities, blocked: Boolean(one.blocked) })), next: null };
  },
  "POST /contacts/{id}/block": (context, request) => {
    const panel = context.world.contacts.get(request.path.id ?? "");
    if (!panel) throw new Refusal(404, "not_found");
    panel.blocked = { reason: body<"POST /contacts/{id}/block">(request).reason, at: iso(Date.now()), by: CAMILA };
    return panel;
  },
  "POST /contacts/{id}/unblock": (context, request) => {
    const panel = context.world.contacts.get(request.path.id ?? "");
    if (!panel) throw new Refusal(404, "not_found");
    panel.blocked = null;
    return panel;
  },
  "GET /assignees": () => ASSIGNEES,
  "GET /teams": () => TEAMS,
  "GET /queues": () => TEAMS.map((one) => ({ id: one.id, name: one.name, brand_id: one.brand_id })),
  "GET /tags": () => TAGS,
  "GET /dispositions": () => DISPOSITIONS,
  "GET /canned-replies": () => CANNED,
  "GET /templates": (_, request) => TEMPLATES.filter((one) => one.account_id === request.query.get("account_id")),
  "GET /channel-accounts": () => ACCOUNTS,
  "GET /channel-accounts/{id}/capabilities": (context) => [...context.world.cases.values()][0]?.conversations[0]?.capabilities,
  "POST /segments": () => null,
  "GET /drafts": () => [...drafts.values()],
  "GET /cases/{id}/draft": (_, { path }) => drafts.get(path.id ?? "") ?? null,
  "PUT /cases/{id}/draft": (_, request) => {
    const { based_on, body: draft } = body<"PUT /cases/{id}/draft">(request);
    const caseId = request.path.id ?? "";
    if (draft.reply || draft.note) drafts.set(caseId, { case_id: caseId, revision: based_on + 1, body: draft, at: new Date().toISOString() });
    else drafts.delete(caseId);
    return drafts.get(caseId) ?? null;
  },
};

