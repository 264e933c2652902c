import type { ChoiceField, Condition, Group, Leaf, NumberField, YesNoField } from "~/client/contract/automation";

/** What a row of the builder asks about: a kind of leaf, and of some kinds the field too. */
export type About = Exclude<Leaf["is"], "choice" | "number" | "yes_no"> | ChoiceField | NumberField | YesNoField;

export const ABOUT_CHOICES: ChoiceField[] = [
  "queue", "tag", "channel", "surface", "account", "brand", "state", "waiting_on", "holder", "team", "agent",
  "disposition", "country", "language", "organisation", "flag", "origin", "target",
];
export const ABOUT_UNDERSTOOD: ChoiceField[] = ["about", "sentiment", "message_language"];
export const ABOUT_NUMBERS: NumberField[] = ["priority", "minutes_open", "minutes_unanswered", "tier", "files", "rating"];
export const ABOUT_YES_NO: YesNoField[] = ["open_hours", "somebody_available", "first_case", "courtesy", "public", "from_ad"];

export function aboutOf(leaf: Leaf): About {
  return leaf.is === "choice" || leaf.is === "number" || leaf.is === "yes_no" ? leaf.field : leaf.is;
}

const one = <T extends string>(list: readonly T[], about: string): T | undefined => list.find((each) => each === about);

/** An empty question about something. */
export function leafAbout(about: About): Leaf {
  const choice = one([...ABOUT_CHOICES, ...ABOUT_UNDERSTOOD], about);
  if (choice) return { is: "choice", field: choice, values: [], op: "is" };
  const number = one(ABOUT_NUMBERS, about);
  if (number) return { is: "number", field: number, value: 1, op: "at_least" };
  const yesNo = one(ABOUT_YES_NO, about);
  if (yesNo) return { is: "yes_no", field: yesNo, value: true };
  switch (about) {
    case "earlier":
      return { is: "earlier", days: 7, at_least: 1, words: [] };
    case "attribute":
      return { is: "attribute", key: "", op: "known" };
    case "time":
      return { is: "time", days: [1, 2, 3, 4, 5], begins: 540, ends: 1_080 };
    case "prediction":
      return { is: "prediction", name: "escalation", value: 0.5, op: "at_least" };
    default:
      return { is: "text", words: [], op: "any", whole: true };
  }
}

/** Whether a question can be asked as it stands. */
export function isWhole(condition: Condition): boolean {
  switch (condition.is) {
    case "all":
    case "any":
      return condition.of.every(isWhole);
    case "not":
      return isWhole(condition.of);
    case "text":
      return condition.words.length > 0;
    case "choice":
      return condition.values.length > 0;
    case "attribute":
      return condition.key !== "" && (condition.op === "known" || condition.op === "unknown" || (condition.value ?? "") !== "");
    default:
      return true;
  }
}

/** The condition of a rule as the builder draws it: always a group at the top. */
export function asGroup(condition: Condition | undefined): Group {
  if (!condition) return { is: "all", of: [] };
  return isGroup(condition) ? condition : { is: "all", of: [condition] };
}

export function isGroup(condition: Condition): condition is Group {
  return condition.is === "all" || condition.is === "any";
}
