// The make-believe desk as a whole, and its lists.
import type { CaseDetail } from "../src/client/contract/cases.ts";
import type { View } from "../src/client/contract/lists.ts";
import { type World, beginNumbers, newCase } from "./cases.ts";
import { ALL, BRANDS, CAMILA, DAY, DIEGO, HOUR, MINUTE, TEAMS, beginDraws, draw, id, iso, loaded, postventa, REASONS } from "./house.ts";
import { MATTERS, NAMES, everyKind, rosa } from "./stories.ts";

export function newWorld(): World {
  beginDraws();
  beginNumbers();
  const world: World = {
    me: {
      user: { id: CAMILA.id ?? "", name: "Camila Rojas", email: "camila@pirca.example", alias: "Camila" },
      workspace: { id: id(), slug: "pirca", name: "Pirca" },
      brands: BRANDS,
      teams: [postventa],
      permissions: ALL,
      verbs: [],
      locale: "es",
      time_zone: "America/Lima",
      presence: { state: "available", reason: null, since: iso(Date.now() - HOUR) },
      presence_reasons: REASONS,
      offers: [],
    calls: [],
      load: loaded(4, 6),
      preferences: {
        theme: "system",
        density: "normal",
        single_keys: true,
        enter_sends: false,
        suggestions: true,
        guesses: true,
        keys: {},
        notices: { new_case: ["sound", "title"], message: ["sound", "title"], mention: ["sound"], promise: ["title"], help: ["title"], team_promise: ["title"], team_queue: [], token: ["push"], alert: ["push"] },
        sound: "drop",
        quiet: { on: false, from_minute: 1200, to_minute: 480, days: [] },
        push_shows: "number",
      },
      keeping: { ends_at: iso(Date.now() + 14 * DAY), idle_seconds: 12 * 3_600 },
      now: iso(Date.now()),
    },
    cases: new Map(),
    threads: new Map(),
    timelines: new Map(),
    contacts: new Map(), splits: new Map(),
  };
  newCase(world, { name: "Mateo Arce", channel: "instagram", subject: "Cobro doble", preview: "me cobraron dos veces la misma olla", slack: -18 * MINUTE, within: HOUR, unread: 2, priority: "urgent", address: "@mateo.arce" });
  rosa(world);
  newCase(world, { name: "Boticas San Blas", channel: "email", subject: "Factura con RUC errado", preview: "Estimados, adjunto la ficha RUC actual", slack: 22 * MINUTE, within: 100 * MINUTE, unread: 1 });
  everyKind(world);
  newCase(world, { name: "Visitante 7f3a", channel: "webchat", subject: "¿Sirve en inducción?", preview: "La de 4 litros, la verde", slack: 65 * MINUTE, unread: 1, within: 2 * HOUR });
  for (let place = 0; place < 5; place++) {
    const [subject, preview] = MATTERS[place] as [string, string];
    newCase(world, { name: NAMES[place] as string, channel: draw(["whatsapp", "email", "webchat"]), subject, preview, slack: (80 + place * 47) * MINUTE, within: 8 * HOUR });
  }
  const resting: [string, "contact" | "team" | "third_party"][] = [["Hotel Casa Andén", "contact"], ["Gabriel Souza", "contact"], ["Pilar Osorio", "team"], ["Courier del Sur", "third_party"]];
  for (const [name, on] of resting) {
    newCase(world, { name, channel: draw(["email", "whatsapp"]), subject: draw(MATTERS)[0], preview: "Quedo atento a la propuesta", slack: null, waiting: { on, until: null, team_id: on === "team" ? (TEAMS[1]?.id ?? null) : null, since: iso(Date.now() - HOUR) } });
  }
  for (let place = 0; place < 600; place++) {
    const [subject, preview] = draw(MATTERS);
    newCase(world, { name: draw(NAMES), channel: draw(["whatsapp", "email", "webchat", "instagram"]), subject, preview, slack: (200 + place * 13) * MINUTE, within: 30 * HOUR, holder: place % 5 === 0 ? null : DIEGO });
  }
  return world;
}

export function viewsOf(world: World): View[] {
  const count = (viewId: string) => list(world, viewId).length;
  const unread = (viewId: string) => list(world, viewId).filter((one) => one.unread > 0).length;
  const view = (viewId: string, kind: View["kind"], team_id: string | null = null): View => ({
    id: viewId, kind, name: null, team_id, count: count(viewId), unread: unread(viewId),
    base: null, filter: null, sort: null, editable: false,
  });
  return [
    view("mine", "mine"),
    view("due", "due"),
    view("mentions", "mentions"),
    view("snoozed", "snoozed"),
    view(`unassigned.${postventa.id}`, "unassigned", postventa.id),
    view(`team.${postventa.id}`, "team", postventa.id),
    view("breached", "breached"),
    view("uncertain", "uncertain"),
    view("set_aside", "set_aside"),
    view("resolved", "resolved"),
    { ...view("saved-whatsapp", "saved"), name: "WhatsApp, por responder" },
  ];
}

/** The cases of a view, least slack first and those at rest last. */
export function list(world: World, view: string): CaseDetail[] {
  const mine = (one: CaseDetail) => one.holder?.id === CAMILA.id;
  const late = (one: CaseDetail) => Boolean(one.clock?.due_at && Date.parse(one.clock.due_at) < Date.now());
  const near = (one: CaseDetail) => Boolean(one.clock?.approaching_at && Date.parse(one.clock.approaching_at) < Date.now());
  const tests: Record<string, (one: CaseDetail) => boolean> = {
    mine,
    due: (one) => mine(one) && near(one),
    mentions: () => false,
    snoozed: (one) => mine(one) && one.waiting?.on === "until",
    unassigned: (one) => one.holder === null,
    team: () => true,
    breached: late,
    uncertain: (one) => one.uncertain > 0,
    "saved-whatsapp": (one) => one.channel === "whatsapp",
  };
  const kind = view.split(".")[0] ?? view;
  const all = [...world.cases.values()];
  const slack = (one: CaseDetail) => (one.waiting || !one.clock?.due_at ? Infinity : Date.parse(one.clock.due_at));
  if (kind === "all") return all;
  if (kind === "set_aside") return all.filter((one) => one.set_aside);
  if (kind === "resolved") return all.filter((one) => one.state === "resolved");
  const test = tests[kind] ?? (() => false);
  return all
    .filter((one) => one.state === "open" && !one.set_aside && test(one))
    .sort((one, other) => slack(one) - slack(other) || (one.opened_at < other.opened_at ? -1 : 1));
}
