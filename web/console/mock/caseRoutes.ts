import type { CaseDetail } from "../src/client/contract/cases.ts";
import type { NewNote } from "../src/client/contract/posted.ts";
import { Refusal, body, page, the, type Some } from "./asking.ts";
import { newCase } from "./cases.ts";
import { ASSIGNEES, CAMILA, DISPOSITIONS, TAGS, id, iso } from "./house.ts";
import { theMessage } from "./sending.ts";
import { add, deed, happened, rowOf, tell } from "./telling.ts";
import { list, viewsOf } from "./world.ts";

export const caseRoutes = {
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
    const note = { ...asked, case_id: one.id, author: CAMILA, at, sort_at: at, seq: Date.now(), kind: "note" as const };
    add(context, one, { kind: "note", note });
    context.publish(`case:${one.id}`, [{ type: "note", note }]);
    return note;
  },
} satisfies Some;
