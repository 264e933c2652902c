import type { Some } from "./asking.ts";
import { ACCOUNTS, ASSIGNEES, CANNED, DISPOSITIONS, TAGS, TEAMS, TEMPLATES } from "./house.ts";

export const wordRoutes = {
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
} satisfies Some;
