import type { DraftView } from "../src/client/contract/drafts.ts";
import { Refusal, body, type Some } from "./asking.ts";
import { iso } from "./house.ts";

const drafts = new Map<string, DraftView>();

export const ownRoutes = {
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
  "GET /drafts": () => [...drafts.values()],
  "GET /cases/{id}/draft": (_, { path }) => drafts.get(path.id ?? "") ?? null,
  "PUT /cases/{id}/draft": (_, request) => {
    const { based_on, body: draft } = body<"PUT /cases/{id}/draft">(request);
    const caseId = request.path.id ?? "";
    if (draft.reply || draft.note) drafts.set(caseId, { case_id: caseId, revision: based_on + 1, body: draft, at: new Date().toISOString() });
    else drafts.delete(caseId);
    return drafts.get(caseId) ?? null;
  },
} satisfies Some;
