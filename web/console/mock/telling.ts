import type { CaseDetail } from "../src/client/contract/cases.ts";
import type { CaseRow } from "../src/client/contract/lists.ts";
import type { LiveResource } from "../src/client/contract/live.ts";
import type { ThreadItem } from "../src/client/contract/messages.ts";
import { the, type Context, type Handler, type Request } from "./asking.ts";
import { CAMILA, id, iso } from "./house.ts";
import { list, viewsOf } from "./world.ts";

export function rowOf(one: CaseDetail): CaseRow {
  return one;
}

/** Tell every screen how the case is now. */
export function tell(context: Context, one: CaseDetail, more: LiveResource[] = []) {
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

export function happened(context: Context, one: CaseDetail, kind: string, values: Record<string, string | number | null> = {}, actor = CAMILA) {
  const entry = { id: id(), kind, occurred_at: iso(Date.now()), actor, values };
  context.world.timelines.get(one.id)?.unshift(entry);
  context.publish(`case:${one.id}`, [{ type: "timeline", entry }]);
}

export function deed(kind: string, change: (one: CaseDetail, request: Request, context: Context) => Record<string, string | number | null> | void): Handler {
  return (context, request) => {
    const one = the(context, request.path.id);
    const values = change(one, request, context) ?? {};
    happened(context, one, kind, values);
    tell(context, one);
    return one;
  };
}

export function add(context: Context, one: CaseDetail, item: ThreadItem) {
  context.world.threads.get(one.id)?.push(item);
  if (item.kind === "message") {
    const text = item.message.parts.map((part) => (part.type === "text" ? part.text : "")).join(" ");
    one.preview = text.slice(0, 140);
    one.preview_by = item.message.author.kind;
    one.last_message_at = item.message.sort_at;
    one.channel = one.conversations.find((each) => each.id === item.message.conversation_id)?.channel ?? one.channel;
  }
}
