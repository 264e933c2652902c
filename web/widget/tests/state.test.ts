import { expect, test } from "vitest";
import { city, clock, day, initials, pieces, size } from "../src/app/format";
import { merge, unread } from "../src/app/state";
import { language, reason, speaker } from "../src/app/words";
import { en } from "../src/app/words/en";
import { es } from "../src/app/words/es";
import { pt } from "../src/app/words/pt";
import type { Message, View } from "../src/wire/protocol";

const NONE = () => false;

function a(id: string, at: number, more: Partial<Message> = {}): Message {
  return { id, at, thread: "", side: "agent", status: "sent", parts: [{ type: "text", text: id }], ...more };
}

function aView(messages: Message[], more = false): View {
  return { messages, more, conversations: [], service: { open: true, wait: null, until: null, zone: "" } };
}

const ids = (messages: Message[]) => messages.map((one) => one.id).join(" ");

test("a change replaces the message it is about and a late one goes to its place", () => {
  const known = [a("1", 10), a("3", 30)];
  const next = merge(known, aView([a("2", 20), a("3", 30, { status: "read" })]), false, NONE);
  expect(ids(next)).toBe("1 2 3");
  expect(next[2]?.status).toBe("read");
});

test("a whole view is the truth: what is not in it goes, but not what still waits to leave", () => {
  const known = [a("gone", 10), a("mine", 99, { side: "visitor", status: "queued" })];
  expect(ids(merge(known, aView([a("1", 20)]), true, (one) => one.id === "mine"))).toBe("1 mine");
});

test("older messages stay when the view reaches them, and go when something could be missing between", () => {
  const known = [a("1", 10), a("2", 20)];
  expect(ids(merge(known, aView([a("2", 20), a("3", 30)], true), true, NONE))).toBe("1 2 3");
  expect(ids(merge(known, aView([a("8", 80), a("9", 90)], true), true, NONE))).toBe("8 9");
});

test("any order of changes after a whole view ends in the same screen", () => {
  const truth = Array.from({ length: 12 }, (_, place) => a(String(place + 10), place));
  for (let seed = 1; seed < 200; seed++) {
    let state = seed;
    const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    let screen = merge([], aView(truth.slice(0, 3)), true, NONE);
    const rest = truth.slice(3).sort(() => random() - 0.5);
    while (rest.length) screen = merge(screen, aView(rest.splice(0, 1 + Math.floor(random() * 4))), false, NONE);
    expect(ids(screen)).toBe(ids(truth));
  }
});

test("only what others said and was not seen is unread", () => {
  expect(unread([a("1", 1), a("2", 2, { status: "read" }), a("3", 3, { side: "visitor" }), a("4", 4, { side: "system" })])).toBe(1);
});

test("every language says everything, with the same places to fill", () => {
  const holes = (text: string) => (text.match(/\{\d\}/g) ?? []).sort().join();
  for (const words of [en, pt]) {
    expect(Object.keys(words)).toEqual(Object.keys(es));
    for (const [word, text] of Object.entries(words)) expect(holes(text)).toBe(holes(es[word as keyof typeof es]));
  }
});

test("a language that we do not speak falls to the next, and to Spanish last", () => {
  expect(language("pt-BR")).toBe("pt");
  expect(language("fr", "en-GB")).toBe("en");
  expect(language(undefined, "qu")).toBe("es");
});

test("a refusal that nobody foresaw still has a sentence", () => {
  expect(reason(speaker(es), "file_too_large")).toContain("25 MB");
  expect(reason(speaker(es), "teapot")).toBe(es["error.other"]);
});

test("only http and https become links, without the point after them", () => {
  expect(pieces("mira https://pirca.pe/a?b=1. javascript:alert(1)")).toEqual([
    { text: "mira " },
    { text: "https://pirca.pe/a?b=1", href: "https://pirca.pe/a?b=1" },
    { text: ". javascript:alert(1)" },
  ]);
  expect(pieces("sin enlaces")).toEqual([{ text: "sin enlaces" }]);
});

test("times, sizes and names read as people write them", () => {
  const noon = Date.UTC(2026, 10, 19, 17, 5);
  expect(clock("es", noon, "America/Lima")).toBe("12:05");
  expect(clock("es", Date.UTC(2026, 10, 19, 5, 0), "America/Lima")).toBe("00:00");
  expect(city("America/Argentina/Buenos_Aires")).toBe("Buenos Aires");
  expect(size("es", 1_572_864)).toBe("1,5 MB");
  expect(initials("Camila Ruiz Paz")).toBe("CR");
  expect(day("es", speaker(es), noon, noon)).toBe("Hoy");
  expect(day("es", speaker(es), noon - 86_400_000, noon)).toBe("Ayer");
});
