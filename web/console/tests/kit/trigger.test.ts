import { describe, expect, test } from "vitest";
import { plain, putAt, triggerAt } from "~/kit/trigger";

describe("a sign that opens a list", () => {
  test("is seen at the beginning and after a space, where the caret is, with its letters", () => {
    expect(triggerAt("/fo", 3, "/")).toEqual({ sign: "/", letters: "fo", from: 0, to: 3 });
    expect(triggerAt("Hola\n@Die y más", 9, "@:")).toEqual({ sign: "@", letters: "Die", from: 5, to: 9 });
    expect(triggerAt("¿:son", 5, ":")).toMatchObject({ sign: ":", letters: "son" });
    expect(triggerAt("Hola /enví", 10, "/")).toMatchObject({ letters: "enví" });
  });

  test("is none inside a word, an address, an hour or a path, nor where it is not asked for", () => {
    for (const text of ["rosa@correo", "10:30", "https://a", "y/o", "así:", "/dos palabras"]) expect(triggerAt(text, text.length, "/@:")).toBeNull();
    expect(triggerAt("@Die", 4, "/:")).toBeNull();
    expect(triggerAt("/fo", 0, "/")).toBeNull();
  });

  test("gives way to what was chosen, and what stands after it stays", () => {
    const trigger = triggerAt("Hola /fo, gracias", 8, "/");
    expect(trigger && putAt("Hola /fo, gracias", trigger, "¿foto?")).toEqual({ text: "Hola ¿foto?, gracias", caret: 11 });
  });

  test("is sought without accents and case", () => {
    expect(plain("ENVÍO Ñandú")).toBe("envio nandu");
  });
});
