import { describe, expect, test } from "vitest";
import type { ContactAttribute } from "~/client/contract/contacts";
import { attributeValue, attributeValues } from "~/rooms/contacts/attributeValue";

const of = (key: string, kind: ContactAttribute["kind"]): ContactAttribute => ({
  key, kind, names: { es: key }, choices: [], purpose: "service", sensitive: false, value: null, source: null, set_at: null,
  expires_at: null, editable: true, barred: null,
});

describe("what is said of a contact", () => {
  test("is kept in the kind of its attribute, and a no is an answer", () => {
    expect(attributeValue("number", " 12.5 ")).toBe(12.5);
    expect(attributeValue("yes_no", "false")).toBe(false);
    expect(attributeValue("date", "2026-11-22")).toBe("2026-11-22");
    expect(attributeValue("text", "  ")).toBeNull();
  });

  test("is given by key without what was left empty, so that an empty one holds the deed up", () => {
    const asked = [of("plan", "text"), of("hijos", "number"), of("moroso", "yes_no")];
    expect(attributeValues(asked, { plan: " Familiar ", moroso: "false" })).toEqual({ plan: "Familiar", moroso: false });
    expect(attributeValues(asked, {})).toEqual({});
  });
});
