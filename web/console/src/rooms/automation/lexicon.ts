import type { AutomationChoices, ChoiceField, Named } from "~/client/contract/automation";

/** What the words of rules stand for: the values of each field by name, and what actions may name. */
export interface Lexicon {
  values: Record<ChoiceField, Named[]>;
  choices: AutomationChoices;
}

/** The name of a value; what is no longer there keeps its id in sight. */
export function named(list: readonly Named[], id: string | null | undefined): string {
  return list.find((one) => one.id === id)?.name ?? id ?? "";
}
