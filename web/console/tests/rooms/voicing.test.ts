import { i18n } from "@lingui/core";
import { beforeAll, expect, it } from "vitest";
import { naming, voiceWords } from "~/rooms/conversations/voiceWords";

beforeAll(() => {
  i18n.load("es", {});
  i18n.activate("es");
});

const care = { name: "@PircaAyuda", can: false, speaks: false };

it("says as whom a conversation is answered, and why not as care", () => {
  expect(voiceWords("@Pirca", { ...care, can: true, speaks: true, why: "" })).toBe("Se responde como @PircaAyuda.");
  expect(voiceWords("@Pirca", { ...care, can: true, why: "" })).toBe("Se responde como @Pirca.");
  expect(voiceWords("@Pirca", { ...care, why: "unapproved" })).toContain("Administración → Canales");
  expect(voiceWords("@Pirca", { ...care, why: "named" })).toContain("@PircaAyuda donde la persona la nombró");
  expect(voiceWords("@Pirca", { ...care, why: "never" })).toContain("no deja responder desde @PircaAyuda");
});

it("names the account of care in a draft, once", () => {
  expect(naming("", "@PircaAyuda")).toBe("@PircaAyuda ");
  expect(naming("Escríbale a", "@PircaAyuda")).toBe("Escríbale a @PircaAyuda ");
  expect(naming("Escríbale a @PircaAyuda", "@PircaAyuda")).toBe("Escríbale a @PircaAyuda");
});
