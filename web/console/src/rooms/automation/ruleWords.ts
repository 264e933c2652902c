import { t } from "@lingui/core/macro";
import type { RuleBody, RuleFinding } from "~/client/contract/automation";
import { list } from "~/kit/formats";
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

/** What the author of a rule should know, fact then remedy. */
export function findingWords(one: RuleFinding): string {
  const what = one.what in ACTIONS ? ACTIONS[one.what as keyof typeof ACTIONS]() : one.what;
  switch (one.code) {
    case "contradicts":
      return t`«${one.other_name}» hace lo contrario en el mismo momento (${what}). Cambiar una de las dos.`;
    case "may_contradict":
      return t`«${one.other_name}» puede hacer lo contrario en el mismo momento (${what}). Precisar las condiciones, o que la primera detenga a las demás.`;
    case "may_loop":
      return t`Esta regla y «${one.other_name}» se provocan una a otra. La cadena se corta sola, pero conviene separarlas.`;
  }
}
