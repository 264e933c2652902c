import { t } from "@lingui/core/macro";
import type { Alert } from "~/client/contract/floor";
import type { Command } from "~/kit/command";

export interface AlertContext {
  alert: Alert;
  see: () => void;
  act: () => void;
  snooze: (minutes: number) => void;
}

const lasts = ({ alert }: AlertContext) => alert.ended_at === null;
const did = ({ alert }: AlertContext, what: string) => alert.marks.some((one) => one.what === what);

/** What is done with an alert that lasts. */
export const alertCommands: Command<AlertContext>[] = [
  { id: "alert.act", words: () => t`Me ocupo`, free: true, enabled: (context) => lasts(context) && !did(context, "acted"), run: ({ act }) => act() },
  { id: "alert.see", words: () => t`Visto`, free: true, enabled: (context) => lasts(context) && !did(context, "seen"), run: ({ see }) => see() },
  { id: "alert.snooze_15", words: () => t`Posponer 15 min`, free: true, enabled: lasts, run: ({ snooze }) => snooze(15) },
  { id: "alert.snooze_60", words: () => t`Posponer 1 h`, free: true, enabled: lasts, run: ({ snooze }) => snooze(60) },
];
