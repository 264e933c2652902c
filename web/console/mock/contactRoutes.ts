import { Refusal, body, type Some } from "./asking.ts";
import { CAMILA, iso } from "./house.ts";

export const contactRoutes = {
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
} satisfies Some;
