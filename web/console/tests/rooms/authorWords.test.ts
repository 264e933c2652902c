import { i18n } from "@lingui/core";
import { beforeAll, expect, test } from "vitest";
import type { ThreadHolder } from "~/client/contract/threads";
import { authorWords } from "~/rooms/conversations/authorWords";
import { aMessage } from "../make";

const THREAD: ThreadHolder = {
  holder: "automation", app: null, by: null, since: null, note: "", acts: [], request: null, deed: null,
  apps: [{ id: "300000000000003", names: {} }, { id: "263902037430900", names: { es: "Bandeja de la página", en: "Page Inbox" } }],
};
const echo = (app?: string) =>
  aMessage("echo", { direction: "out", author: { kind: "system", id: null, name: "", alias: null }, facts: app ? { app } : {} });

beforeAll(() => i18n.loadAndActivate({ locale: "es", messages: {} }));

test("what another application said bears its name where anybody knows it, else its id", () => {
  expect(authorWords(echo("263902037430900"), THREAD)).toBe("Bandeja de la página");
  expect(authorWords(echo("300000000000003"), THREAD)).toBe("Otra aplicación (300000000000003)");
  expect(authorWords(echo("12345"), null)).toBe("Otra aplicación (12345)");
  expect(authorWords(echo(), THREAD)).toBe("Otra aplicación");
});

test("a person who is not named is nobody's application", () => {
  expect(authorWords(aMessage("m", { author: { kind: "contact", id: "c", name: "", alias: null } }), THREAD)).toBe("Sin nombre");
  expect(authorWords(aMessage("m", { direction: "out", author: { kind: "user", id: "u", name: "Camila", alias: "Cami" } }), THREAD)).toBe("Cami");
});
