import { i18n } from "@lingui/core";
import { beforeAll, describe, expect, test } from "vitest";
import type { AutomationChoices, RuleBody } from "~/client/contract/automation";
import { asGroup, isWhole, leafAbout } from "~/rooms/automation/leaves";
import type { Lexicon } from "~/rooms/automation/lexicon";
import { asSent, blankAction, isDone, KINDS } from "~/rooms/automation/actions";
import { ruleWords } from "~/rooms/automation/ruleWords";

const named = [{ id: "t1", name: "devolución" }];
const queues = [{ id: "q1", name: "Reclamos" }];
const choices = { queues, tags: named, teams: [], users: [], dispositions: [], attributes: [], canned: [], skills: [], variables: [] } as unknown as AutomationChoices;
const lexicon = { choices, values: { queue: queues, tag: named } } as unknown as Lexicon;

beforeAll(() => i18n.loadAndActivate({ locale: "es", messages: {} }));

describe("a rule reads as a sentence", () => {
  test("with what it waits for, what it asks, and what it does", () => {
    const body: RuleBody = {
      when: { kind: "message_received" },
      given: { is: "all", of: [{ is: "text", words: ["roto", "quiñado"] }, { is: "not", of: { is: "choice", field: "queue", values: ["q1"] } }] },
      then: [{ do: "tag", tag_id: "t1" }, { do: "priority", priority: 2 }],
      stop: true,
    };
    expect(ruleWords(body, lexicon)).toBe(
      "Cuando llega un mensaje, si el texto dice «roto» o «quiñado» y no es cierto que la cola es Reclamos: poner la etiqueta «devolución» y poner prioridad urgente. Después no se pregunta a las demás.",
    );
  });

  test("of time, in the largest unit that fits", () => {
    const body: RuleBody = { when: { kind: "time_passed", since: "unanswered", minutes: 120 }, then: [{ do: "assign", queue_id: "q1" }] };
    expect(ruleWords(body, lexicon)).toBe("Cuando pasan 2 horas y el contacto espera respuesta: asignar a la cola «Reclamos».");
  });
});

describe("the builder", () => {
  test("begins with questions and steps that are not whole, so nothing half said is sent", () => {
    expect(isWhole(leafAbout("text"))).toBe(false);
    expect(isWhole({ is: "any", of: [leafAbout("open_hours"), leafAbout("tag")] })).toBe(false);
    expect(isWhole(leafAbout("open_hours"))).toBe(true);
    expect(KINDS.filter((kind) => isDone(blankAction(kind)))).toEqual(["priority", "moderate", "hand_over", "wait", "escalate", "set_aside", "resolve"]);
  });

  test("draws a lone question as a group, and sends no empty texts", () => {
    expect(asGroup({ is: "text", words: ["x"] })).toEqual({ is: "all", of: [{ is: "text", words: ["x"] }] });
    expect(asSent({ do: "reply", texts: { es: "Hola", en: " " } })).toEqual({ do: "reply", texts: { es: "Hola" } });
  });
});
