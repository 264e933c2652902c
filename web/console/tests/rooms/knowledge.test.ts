import { describe, expect, test } from "vitest";
import type { CannedReply } from "~/client/contract/choices";
import { fill, isWhole, pieces, type Values } from "~/rooms/knowledge/fill";
import { find } from "~/rooms/knowledge/find";
import { inOneLanguage } from "~/rooms/knowledge/inOneLanguage";

const values: Values = {
  "contact.first_name": "Rosa",
  "contact.name": "Rosa Huamán",
  "agent.name": "Camila",
  "agent.alias": "Cami",
  "case.number": "20418",
  "brand.name": "Pirca Perú",
};
const reply = (shortcut: string, body = ""): CannedReply => ({ id: shortcut, version: 1, shortcut, title: shortcut, body, language: "es", brand_id: null });

describe("a canned reply", () => {
  test("is filled with what is known, and shows an unknown variable as written", () => {
    expect(fill("Hola, {{contact.first_name}}: caso #{{case.number}}.", values)).toBe("Hola, Rosa: caso #20418.");
    expect(fill("{{order.total}}", values)).toBe("{{order.total}}");
  });

  test("marks what was filled in", () => {
    expect(pieces("Hola, {{contact.first_name}}", values)).toEqual([
      { text: "Hola, ", variable: false, missing: false },
      { text: "Rosa", variable: true, missing: false },
    ]);
  });

  test("is read as the server reads it: spaces, and words for when there is nothing to put", () => {
    const nobody = { ...values, "contact.first_name": " " };
    expect(fill("Hola, {{ contact.first_name | cliente }}. Soy {{agent.alias}}.", nobody)).toBe("Hola, cliente. Soy Cami.");
    expect(fill("Hola{{contact.first_name|}}.", nobody)).toBe("Hola.");
    expect(isWhole("Hola, {{contact.first_name}}", values)).toBe(true);
    expect(isWhole("Hola, {{contact.first_name}}", nobody)).toBe(false);
  });

  test("is offered once, in the contact's language where it has one", () => {
    const es = reply("hola");
    const pt: CannedReply = { ...es, language: "pt" };
    const only: CannedReply = { ...reply("hello"), language: "en" };
    expect(inOneLanguage([es, pt, only], ["pt", "es"]).map((one) => one.language)).toEqual(["pt", "en"]);
    expect(inOneLanguage([es, pt], [null, "es"]).map((one) => one.language)).toEqual(["es"]);
  });

  test("is found by its beginning first, without accents, and then by its words", () => {
    const all = [reply("plazos", "envío en tres días"), reply("envio-demora"), reply("no-envio")];
    expect(find(all, "ENVÍ").map((one) => one.shortcut)).toEqual(["envio-demora", "no-envio", "plazos"]);
    expect(find(all, "zzz")).toEqual([]);
  });

  test("is found by the words of its title, accents folded, and what is used most stays first among equals", () => {
    const titled = (shortcut: string, title: string) => ({ ...reply(shortcut), title });
    const all = [titled("b", "Demora del envío"), titled("env", "Otra"), titled("a", "Envío gratis"), titled("c", "Reenvío")];
    expect(find(all, "envio").map((one) => one.shortcut)).toEqual(["b", "a", "c"]);
    expect(find(all, "env").map((one) => one.shortcut)).toEqual(["env", "b", "a", "c"]);
    expect(find(all, "").map((one) => one.shortcut)).toEqual(["b", "env", "a", "c"]);
  });
});
