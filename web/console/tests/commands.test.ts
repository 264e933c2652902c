import { i18n } from "@lingui/core";
import { beforeAll, describe, expect, test } from "vitest";
import { appCommands } from "~/app/appCommands";
import { moveCommands } from "~/desks/agent/moveCommands";
import { caseCommands } from "~/rooms/cases/commands";
import { contactCommands } from "~/rooms/contacts/commands";
import { writingCommands } from "~/rooms/conversations/commands";

const ALL = [...writingCommands, ...caseCommands, ...contactCommands, ...moveCommands, ...appCommands];

/** Pairs that stand on one key because only one of them can ever be run. */
const ALTERNATIVES = [
  ["case.resolve", "case.reopen"],
  ["case.set_aside", "case.restore"],
];

beforeAll(() => i18n.loadAndActivate({ locale: "es", messages: {} }));

describe("a command", () => {
  test("has an id of its own", () => {
    expect(new Set(ALL.map((one) => one.id)).size).toBe(ALL.length);
  });

  test("never needs Ctrl and Alt together: that is AltGr on Spanish and Portuguese keyboards", () => {
    expect(ALL.filter((one) => /Alt/.test(one.keys ?? ""))).toEqual([]);
  });

  test("has a key of its own", () => {
    const keyed = ALL.filter((one) => one.keys);
    const clashes = keyed.flatMap((one, place) =>
      keyed
        .slice(place + 1)
        .filter((other) => other.keys === one.keys && !ALTERNATIVES.some((pair) => pair.includes(one.id) && pair.includes(other.id)))
        .map((other) => `${one.id} and ${other.id}: ${one.keys}`),
    );
    expect(clashes).toEqual([]);
  });

  test("that touches a case, a contact or a message names the permission it needs", () => {
    const open = [...writingCommands, ...caseCommands, ...contactCommands].filter((one) => one.permission === undefined);
    expect(open.map((one) => one.id)).toEqual([]);
  });

  test("says something", () => {
    expect(ALL.filter((one) => one.words().trim() === "")).toEqual([]);
  });
});
