import { t } from "@lingui/core/macro";
import type { Setup, SetupStep } from "~/client/contract/setup";

export const STEPS: { id: SetupStep; words: () => string }[] = [
  { id: "brand", words: () => t`Marca` },
  { id: "hours", words: () => t`Horario y promesas` },
  { id: "channel", words: () => t`Primer canal` },
  { id: "words", words: () => t`Etiquetas` },
  { id: "conversation", words: () => t`Primera conversación` },
];

/** The first step that is not done; the last when all are. */
export function nextStep(setup: Setup): SetupStep {
  return STEPS.find((one) => !setup.done.includes(one.id))?.id ?? "conversation";
}

/** Whether a step can be worked on: all but the first need a brand, the conversation needs a channel. */
export function isOpen(setup: Setup, step: SetupStep): boolean {
  if (step === "brand") return true;
  return setup.brand !== null && (step !== "conversation" || setup.channel !== null);
}
