import { t } from "@lingui/core/macro";
import type { Command } from "~/kit/command";

/** The summary of the case on screen: opened, or put away. */
export interface SummaryContext {
  toggle: () => void;
}

export const sumUp: Command<SummaryContext> = {
  id: "case.sum_up",
  words: () => t`Abrir o cerrar el resumen del caso`,
  keys: "s",
  permission: "case.read",
  enabled: () => true,
  run: ({ toggle }) => toggle(),
};

export const summaryCommands: Command<SummaryContext>[] = [sumUp];
