import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { i18n } from "@lingui/core";
import { beforeAll, describe, expect, test } from "vitest";
import { catalogue } from "~/app/catalogue";
import type { PresenceReason } from "~/client/contract/who";
import type { Command } from "~/kit/command";
import { groupOf } from "~/kit/commandGroups";
import { clash } from "~/kit/keys";
import { speak } from "~/kit/i18n";

/** Every file of the sources that is named for its commands: nobody has to remember to list it here. */
const FILES = import.meta.glob<Record<string, unknown>>("../src/**/*{c,C}ommands.ts", { eager: true });
const REASONS: PresenceReason[] = [
  { code: "lunch", state: "break", names: { es: "almuerzo", en: "lunch", pt: "almoço" }, kept: true },
  { code: "meeting", state: "away", names: { es: "reunión", en: "meeting", pt: "reunião" }, kept: true },
];

type Any = Command<never>;
const isCommand = (one: unknown): one is Any =>
  typeof one === "object" && one !== null && "id" in one && "words" in one && "run" in one && "enabled" in one;

/** The lists that a file exports, and those that a function of it makes of the workspace's own reasons. */
function commandsOf(file: Record<string, unknown>): Any[] {
  return Object.entries(file).flatMap(([name, value]) => {
    const made = typeof value === "function" && name.endsWith("Commands") ? (value as (reasons: PresenceReason[]) => unknown)(REASONS) : value;
    return (Array.isArray(made) ? made : [made]).filter(isCommand);
  });
}

const ALL = [...new Map(Object.values(FILES).flatMap(commandsOf).map((one) => [one.id, one])).values()];
const listed = Object.entries(FILES).flatMap(([path, file]) =>
  commandsOf(file).map((one) => ({ path, one })),
);

/** Pairs that stand on one key because only one of them can ever be run. */
const ALTERNATIVES = [
  ["case.resolve", "case.reopen"],
  ["case.set_aside", "case.restore"],
  // the lists of the floor and those of an agent are never on one screen
  ["floor.assign", "case.assign"],
  ["floor.triage_list", "move.next"],
  ["floor.assign", "bulk.assign"],
  // while cases are picked, the deed on all of them stands in for the one on the open case
  ["bulk.take", "case.assign_me"],
  ["bulk.assign", "case.assign"],
  ["bulk.wait", "case.wait"],
  ["bulk.tag", "case.tag"],
  ["bulk.resolve", "case.resolve"],
  ["bulk.resolve", "case.reopen"],
  ["bulk.set_aside", "case.set_aside"],
  ["bulk.set_aside", "case.restore"],
  ["pick.clear", "move.close"],
  // a proposal that stands is closed before the case is
  ["composer.rewrite_keep", "move.close"],
  ["composer.rewrite_keep", "pick.clear"],
  ["conversation.give_back", "conversation.by_hand"],
];

beforeAll(() => i18n.loadAndActivate({ locale: "es", messages: {} }));

describe("a command", () => {
  test("is found in the sources by the name of its file", () => {
    expect(Object.keys(FILES).length).toBeGreaterThan(6);
    expect(ALL.length).toBeGreaterThan(40);
  });

  test("has an id of its own", () => {
    const objects = new Map<string, Set<unknown>>();
    for (const { one } of listed) objects.set(one.id, (objects.get(one.id) ?? new Set()).add(one));
    expect([...objects].filter(([, of]) => of.size > 1).map(([id]) => id)).toEqual([]);
  });

  test("stands in the catalogue, so that people can give it a key", () => {
    const known = new Set(catalogue(REASONS).map((one) => one.id));
    expect(ALL.filter((one) => !known.has(one.id)).map((one) => one.id)).toEqual([]);
  });

  test("stands under a heading of the palette", () => {
    expect(ALL.filter((one) => groupOf(one.id) === "other").map((one) => one.id)).toEqual([]);
  });

  test("never needs Alt: with Ctrl that is AltGr on Spanish and Portuguese keyboards", () => {
    expect(ALL.filter((one) => /Alt/.test(one.keys ?? "")).map((one) => one.id)).toEqual([]);
  });

  test("has keys of its own, which begin no other's", () => {
    const keyed = ALL.filter((one) => one.keys);
    const clashes = keyed.flatMap((one, place) =>
      keyed
        .slice(place + 1)
        .filter((other) => clash(one.keys ?? "", other.keys ?? "") && !ALTERNATIVES.some((pair) => pair.includes(one.id) && pair.includes(other.id)))
        .map((other) => `${one.id} and ${other.id}: ${one.keys}`),
    );
    expect(clashes).toEqual([]);
  });

  test("names the permission it needs, or says that nobody needs one", () => {
    expect(ALL.filter((one) => (one.permission === undefined) === (one.free === undefined)).map((one) => one.id)).toEqual([]);
  });

  test("that touches a case, a contact or a message is not free", () => {
    expect(ALL.filter((one) => one.free && /^(case|contact|message|note|conversation)\./.test(one.id)).map((one) => one.id)).toEqual([]);
  });

  test.each(["es", "en", "pt"] as const)("says something in %s", async (locale) => {
    const missing: string[] = [];
    await speak(locale);
    const leave = i18n.on("missing", ({ id }) => void missing.push(id));
    const silent = ALL.filter((one) => one.words().trim() === "");
    leave();
    expect(missing).toEqual([]);
    expect(silent.map((one) => one.id)).toEqual([]);
  });

  test("can be reached by keyboard: what a screen offers goes to the palette", () => {
    const offered = ["app/AccountProvider.tsx", "desks/agent/AgentDesk.tsx", "desks/agent/CallPlace.tsx", "desks/agent/useComments.ts", "desks/agent/useThreadControl.ts", "desks/admin/firm/PoliciesPage.tsx", "desks/agent/useTaking.ts", "desks/agent/useVoice.ts", "desks/agent/rewriting/useRewriting.ts", "desks/agent/suggesting/useSuggestions.ts", "desks/agent/ViewsPane.tsx", "desks/settings/SettingsDesk.tsx", "rooms/intelligence/insight/HintStrip.tsx", "rooms/intelligence/summary/useSummary.ts", "rooms/intelligence/triage/TriageList.tsx", "desks/supervisor/AgentsPage.tsx", "desks/supervisor/AlertsPage.tsx", "desks/supervisor/FloorCases.tsx", "desks/supervisor/QueuePage.tsx"];
    const code = offered.map((file) => readFileSync(resolve(import.meta.dirname, "../src", file), "utf8"));
    const names = Object.entries(FILES).flatMap(([, file]) => Object.keys(file).filter((name) => /Commands$/.test(name)));
    expect(names.filter((name) => !code.some((text) => text.includes("useOffer(") && text.includes(`${name}`)))).toEqual([]);
  });
});
