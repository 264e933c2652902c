import { i18n } from "@lingui/core";
import { beforeAll, describe, expect, test } from "vitest";
import type { Suggestion } from "~/client/contract/suggestions";
import { backOf, EMPTY } from "~/rooms/conversations/drafts";
import type { Values } from "~/rooms/knowledge/fill";
import { filledIn, gapsOf, selectGap } from "~/desks/agent/suggesting/slots";
import { suggestionCommands } from "~/rooms/intelligence/suggest/suggestionCommands";

beforeAll(() => i18n.loadAndActivate({ locale: "es", messages: {} }));

const values = { "contact.first_name": "Otto", "agent.alias": "Camila" } as Values;
const one = (text: string, told: Record<string, string> = {}) => ({ text, values: told }) as Suggestion;
const words = (suggestion: Suggestion) => filledIn(suggestion, values).map((piece) => piece.text).join("");

describe("a suggestion put into the field", () => {
  test("is filled with the case and with what the contact told", () => {
    expect(words(one("Hola, {{contact.first_name}}: tu pedido {{order_id}} salió. Soy {{agent.alias}}.", { order_id: "PR-30123" }))).toBe(
      "Hola, Otto: tu pedido PR-30123 salió. Soy Camila.",
    );
  });

  test("names what nobody told, and that keeps it from leaving", () => {
    const reply = words(one("Tu pedido {{order_id}} llega el {{date}}."));
    expect(reply).toBe("Tu pedido {{número de pedido}} llega el {{fecha}}.");
    const sources = [{ kind: "suggestion" as const, id: "s", version: null, edit_share: 0 }];
    expect(gapsOf({ reply, sources })).toEqual(["número de pedido", "fecha"]);
    expect(gapsOf({ reply: reply.replaceAll(/\{\{.*?\}\}/g, "x"), sources })).toEqual([]);
  });

  test("braces that somebody typed himself are his", () => {
    expect(gapsOf({ reply: "usa {{nombre}} en la plantilla", sources: [] })).toEqual([]);
  });

  test("has its first gap selected, so that typing fills it", () => {
    const field = document.createElement("textarea");
    field.value = "Llega el {{fecha}} a las {{hora}}";
    selectGap(field);
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe("{{fecha}}");
  });

  test("keeps where it came from when the message is taken back", () => {
    const sources = [{ kind: "suggestion" as const, id: "s", version: null, edit_share: 0.1 }];
    const back = backOf({ ...EMPTY, to: [], copied: [], blind: [], text: "Hola", template: null, sources } as never, []);
    expect(back.sources).toEqual(sources);
  });
});

test("a key takes only a suggestion that stands there", () => {
  const context = { count: 2, take: () => undefined, reject: () => undefined };
  expect(suggestionCommands.filter((each) => each.enabled(context)).map((each) => each.keys)).toEqual(["7", "8", "0"]);
});
