import { t } from "@lingui/core/macro";
import type { RuleBody, RuleFinding } from "~/client/contract/automation";
import { Refused } from "~/client/http";
import { list } from "~/kit/formats";
import { problemWords } from "~/kit/problemWords";
import { ACTIONS, actionWords } from "./actionWords";
import { conditionWords } from "./conditionWords";
import type { Lexicon } from "./lexicon";
import { triggerWords } from "./triggerWords";

/** A rule as a sentence: "Cuando llega un mensaje, si el texto dice «devolución»: poner la etiqueta «Devolución»." */
export function ruleWords(body: RuleBody, lexicon: Lexicon): string {
  const when = triggerWords(body.when, lexicon);
  const given = conditionWords(body.given, lexicon);
  const then = list(body.then.map((one) => actionWords(one, lexicon)), "conjunction");
  const said = given ? t`Cuando ${when}, si ${given}: ${then}.` : t`Cuando ${when}: ${then}.`;
  return body.stop ? t`${said} Después no se pregunta a las demás.` : said;
}

/** Why a rule is refused as it stands: which of its steps sets it off again, else what the server says. */
export function refusedWords(error: unknown): string {
  if (!(error instanceof Refused) || error.problem.code !== "rule_triggers_itself") return problemWords(error);
  const what = matterWords(String(error.problem.what));
  return t`Un paso de esta regla provoca lo mismo que ella espera (${what}), y no terminaría. Quitar ese paso, o esperar otra cosa.`;
}

/** What two rules do otherwise, or a rule does that sets it off again. */
function matterWords(what: string): string {
  if (what === "ending") return t`si el caso queda a la espera, se resuelve o se aparta`;
  return what in ACTIONS ? ACTIONS[what as keyof typeof ACTIONS]() : what;
}

/** What the author of a rule should know, fact then remedy. */
export function findingWords(one: RuleFinding): string {
  const what = matterWords(one.what);
  switch (one.code) {
    case "contradicts":
      return t`«${one.other_name}» hace lo contrario en el mismo momento (${what}). Cambiar una de las dos, o que la primera detenga a las demás.`;
    case "may_contradict":
      return t`«${one.other_name}» puede hacer lo contrario en el mismo momento (${what}). Precisar las condiciones, o que la primera detenga a las demás.`;
    case "may_loop":
      return t`Esta regla y «${one.other_name}» se provocan una a otra. La cadena se corta sola, pero conviene separarlas.`;
  }
}
