import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Notice } from "~/client/contract/notices";
import type { NoticeWay, Preferences, Quiet } from "~/client/contract/preferences";
import { Notifier, type Place } from "~/rooms/console/notifier";
import { deviceName } from "~/rooms/console/push";
import { isQuiet } from "~/rooms/console/quiet";

const NIGHT: Quiet = { on: true, from_minute: 22 * 60, to_minute: 7 * 60, days: [7] };

test.each([
  ["2026-11-20T03:30:00Z", true],
  ["2026-11-20T11:59:00Z", true],
  ["2026-11-20T12:00:00Z", false],
  ["2026-11-22T17:00:00Z", true],
])("a quiet night runs over midnight by the person's own clock: %s", (at, quiet) => {
  expect(isQuiet(NIGHT, Date.parse(at), "America/Lima")).toBe(quiet);
  expect(isQuiet({ ...NIGHT, on: false }, Date.parse(at), "America/Lima")).toBe(false);
});

test("a device is told by its browser and its system", () => {
  expect(deviceName("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")).toBe("Firefox, Linux");
  expect(deviceName("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18 Safari/604")).toBe("Safari, iOS");
  expect(deviceName("Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36 Edg/150.0")).toBe("Edge, Windows");
});

/** The browser's own locks, as far as the notifier asks them: the first to ask holds, the next waits. */
class Locks {
  private line: (() => Promise<unknown>)[] = [];

  request(_: string, options: { signal: AbortSignal }, held: () => Promise<void>) {
    return new Promise<void>((resolve) => {
      const turn = async () => {
        if (!options.signal.aborted) await held();
        this.line.shift();
        resolve();
        void this.line[0]?.();
      };
      this.line.push(turn);
      if (this.line.length === 1) void turn();
    });
  }
}

interface Tab {
  notifier: Notifier;
  did: string[];
  looksAt: string | null;
  seen: boolean;
}

describe("a notice", () => {
  let tabs: Tab[];
  let ways: NoticeWay[];
  let quiet: Quiet;
  let clock: number;
  const open = (name = "notices"): Tab => {
    const tab = { did: [] as string[], looksAt: null as string | null, seen: false } as Tab;
    const place: Place = {
      preferences: () => ({ notices: { message: ways }, quiet, sound: "drop" }) as unknown as Preferences,
      timeZone: () => "UTC",
      now: () => clock,
      looksAt: () => tab.looksAt,
      seen: () => tab.seen,
      play: async () => void tab.did.push("sound"),
      dot: (on) => void tab.did.push(on ? "dot" : "no dot"),
      show: () => void tab.did.push("desktop"),
    };
    tab.notifier = new Notifier(place, name);
    tabs.push(tab);
    return tab;
  };
  const notice = (seq: number, caseId = "one"): Notice => ({ kind: "message", case_id: caseId, number: 1, contact: "Rosa", seq, at: "" });
  const hear = (one: Notice) => Promise.all(tabs.map((tab) => tab.notifier.hear(one)));

  beforeEach(() => {
    tabs = [];
    ways = ["sound", "title", "desktop"];
    quiet = { ...NIGHT, on: false };
    clock = Date.parse("2026-11-20T12:00:00Z");
    Object.defineProperty(navigator, "locks", { value: new Locks(), configurable: true });
  });
  afterEach(() => tabs.forEach((tab) => tab.notifier.stop()));

  test("rings in one of three tabs, and dots all of them", async () => {
    const [first, second, third] = [open(), open(), open()];
    await hear(notice(1));
    expect(first.did).toEqual(["dot", "desktop", "sound"]);
    expect(second.did).toEqual(["dot"]);
    expect(third.did).toEqual(["dot"]);
  });

  test("rings in the next tab when the one that rang is closed", async () => {
    const [first, second] = [open(), open()];
    first.notifier.stop();
    tabs = [second];
    await new Promise((done) => setTimeout(done, 5));
    await hear(notice(1));
    expect(second.did).toContain("sound");
  });

  test("says nothing of the case that another tab shows", async () => {
    const [first, second] = [open(), open()];
    second.looksAt = "one";
    second.seen = true;
    await hear(notice(1));
    expect(first.did).toEqual(["dot"]);
    expect(second.did).toEqual([]);
  });

  test("rings without a window over the desk when somebody looks at another case", async () => {
    const tab = open();
    tab.seen = true;
    tab.looksAt = "two";
    await hear(notice(1));
    expect(tab.did).toEqual(["sound"]);
  });

  test("is silent in quiet hours, and a dot remains", async () => {
    quiet = NIGHT;
    clock = Date.parse("2026-11-20T23:00:00Z");
    const tab = open();
    await hear(notice(1));
    expect(tab.did).toEqual(["dot"]);
  });

  test("comes only in the ways that were chosen", async () => {
    ways = ["desktop"];
    const tab = open();
    await hear(notice(1));
    expect(tab.did).toEqual(["desktop"]);
    ways = [];
    await hear(notice(2));
    expect(tab.did).toEqual(["desktop"]);
  });

  test("rings once for many at the same moment, and never for one that is older", async () => {
    const tab = open();
    await hear(notice(5));
    await hear(notice(6, "two"));
    await hear(notice(4, "three"));
    expect(tab.did.filter((one) => one === "sound")).toEqual(["sound"]);
    clock += 2_000;
    await hear(notice(7));
    expect(tab.did.filter((one) => one === "sound")).toEqual(["sound", "sound"]);
  });

  test("loses its dot when somebody comes back", async () => {
    const tab = open();
    await hear(notice(1));
    tab.notifier.looked();
    expect(tab.did.at(-1)).toBe("no dot");
  });
});
