import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { rank } from "~/app/rank";
import { inTheWay } from "~/desks/account/inTheWay";
import { keysOf, setKeymap } from "~/kit/keymap";
import { type Binding, clash, isSingle, listen, pressOf } from "~/kit/keys";
import { sends } from "~/kit/sends";

const press = (key: string, mods: Partial<KeyboardEventInit> = {}) =>
  window.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...mods }));

describe("keys", () => {
  let done: string[];
  let begun: string[];
  let leave: () => void;
  const start = (keys: string[]) => {
    const bindings: Binding[] = keys.map((one) => ({ id: one, keys: one, run: () => done.push(one) }));
    leave = listen(() => bindings, () => false, (one) => (begun = one.map(({ id }) => id)));
  };
  beforeEach(() => {
    vi.useFakeTimers();
    done = [];
    begun = [];
  });
  afterEach(() => {
    leave();
    vi.useRealTimers();
  });

  test("a sequence is what it begins, and its second letter does nothing of its own", () => {
    start(["g m", "g t", "m", "t"]);
    press("g");
    expect(begun).toEqual(["g m", "g t"]);
    press("m");
    expect(done).toEqual(["g m"]);
    expect(begun).toEqual([]);
    press("m");
    expect(done).toEqual(["g m", "m"]);
  });

  test("a sequence that goes nowhere lets the key do its own", () => {
    start(["g m", "e"]);
    press("g");
    press("e");
    expect(done).toEqual(["e"]);
  });

  test("a sequence is given up by Escape, and by time", () => {
    start(["g m", "m", "Escape"]);
    press("g");
    press("Escape");
    expect(done).toEqual([]);
    press("g");
    vi.advanceTimersByTime(4_000);
    press("m");
    expect(done).toEqual(["m"]);
  });

  test("a sign counts wherever the keyboard has it: in Spanish the slash is Shift and 7", () => {
    start(["/", "?", "e", "Shift+E"]);
    press("/", { shiftKey: true });
    press("?", { shiftKey: true });
    expect(done).toEqual(["/", "?"]);
  });

  test("caps lock changes nothing, and Shift does", () => {
    start(["e", "Shift+E"]);
    press("E");
    press("E", { shiftKey: true });
    press("e", { shiftKey: true });
    expect(done).toEqual(["e", "Shift+E", "Shift+E"]);
  });

  test("AltGr writes a letter and is no shortcut", () => {
    start(["e", "$mod+e", "@"]);
    press("e", { altKey: true });
    press("€", { altKey: true, ctrlKey: true });
    press("e", { altKey: true, ctrlKey: true });
    expect(done).toEqual([]);
    press("e", { ctrlKey: true });
    expect(done).toEqual(["$mod+e"]);
  });

  test("what is deaf hears nothing", () => {
    const bindings = [{ id: "e", keys: "e", run: () => done.push("e") }];
    leave = listen(() => bindings, () => true, () => undefined);
    press("e");
    expect(done).toEqual([]);
  });
});

describe("keys of one's own", () => {
  afterEach(() => setKeymap({}));

  test("stand before the house's, and none is none", () => {
    setKeymap({ "case.resolve": "y", "case.tag": "" });
    expect(keysOf("case.resolve", "e")).toBe("y");
    expect(keysOf("case.tag", "t")).toBeUndefined();
    expect(keysOf("case.wait", "z")).toBe("z");
  });

  test("that begin another's are in its way", () => {
    expect(clash("g", "g m")).toBe(true);
    expect(clash("g m", "g")).toBe(true);
    expect(clash("g m", "g t")).toBe(false);
    expect(clash("?", "Shift+?")).toBe(true);
    expect(clash("e", "Shift+E")).toBe(false);
  });

  test("are in nobody's way when the two never meet", () => {
    const one = (id: string, keys?: string) => ({ id, words: () => id, ...(keys ? { keys } : {}) });
    const all = [one("case.resolve", "e"), one("case.reopen", "e"), one("case.tag", "t"), one("case.merge")];
    const keysNow = (each: { keys?: string }) => each.keys ?? "";
    const way = (id: number, keys: string) => inTheWay(all[id] as (typeof all)[0], keys, all, keysNow).map((each) => each.id);
    expect(way(3, "e")).toEqual(["case.resolve", "case.reopen"]);
    expect(way(0, "e")).toEqual([]);
    expect(way(0, "t")).toEqual(["case.tag"]);
  });

  test("are read from what is pressed", () => {
    const of = (key: string, mods: Partial<KeyboardEventInit> = {}) => pressOf(new KeyboardEvent("keydown", { key, ...mods }));
    expect(of("e")).toBe("e");
    expect(of("E", { shiftKey: true })).toBe("Shift+E");
    expect(of("/", { shiftKey: true })).toBe("/");
    expect(of("k", { ctrlKey: true })).toBe("$mod+k");
    expect(of("ArrowUp")).toBe("ArrowUp");
    expect(of("Shift", { shiftKey: true })).toBeNull();
    expect(of("e", { ctrlKey: true, altKey: true })).toBeNull();
  });

  test("of one character can be switched off; Escape, arrows and Ctrl stay", () => {
    expect(["e", "g m", "Shift+E", "/"].every(isSingle)).toBe(true);
    expect(["$mod+k", "Escape", "ArrowUp"].some(isSingle)).toBe(false);
  });
});

test("Enter sends for those who chose so; Shift and Enter, and letters being composed, never do", () => {
  const key = (part: object) => ({ key: "Enter", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, nativeEvent: { isComposing: false }, ...part });
  expect(sends(key({}), false)).toBe(false);
  expect(sends(key({}), true)).toBe(true);
  expect(sends(key({ shiftKey: true }), true)).toBe(false);
  expect(sends(key({ ctrlKey: true }), false)).toBe(true);
  expect(sends(key({ nativeEvent: { isComposing: true } }), true)).toBe(false);
});

test("a command is found without its accents, by parts of its words, and by its English name", () => {
  const all = [
    { id: "case.resolve_next", words: "Resolver y seguir" },
    { id: "case.resolve", words: "Resolver" },
    { id: "go.account", words: "Mi cuenta" },
    { id: "presence.away.meeting", words: "Ausente: reunión" },
  ];
  const ids = (sought: string) => rank(all, sought, (one) => one.words).map((one) => one.id);
  expect(ids("reunion")).toEqual(["presence.away.meeting"]);
  expect(ids("seg res")).toEqual(["case.resolve_next"]);
  expect(ids("account")).toEqual(["go.account"]);
  expect(ids("resolver")).toEqual(["case.resolve_next", "case.resolve"]);
  expect(ids("zzz")).toEqual([]);
});
