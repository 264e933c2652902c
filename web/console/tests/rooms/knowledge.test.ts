import { describe, expect, test } from "vitest";
import type { CannedReply } from "~/client/contract/choices";
import { fill, pieces, type Values } from "~/rooms/knowledge/fill";
import { find } from "~/rooms/knowledge/find";
import { inOneLanguage } from "~/rooms/knowledge/inOneLanguage";

const values: Values = {
  "contact.first_name": "Rosa",
  "contact.name": "Rosa Huamán",
  "agent.name": "Camila",
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
      { text: "Hola, ", variable: false },
      { text: "Rosa", variable: true },
    ]);
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
});
