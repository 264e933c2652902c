import { t } from "@lingui/core/macro";
import type { Message } from "~/client/contract/messages";
import type { AppRef, ThreadHolder } from "~/client/contract/threads";
import { nameWords } from "~/kit/nameWords";
import { appName } from "./handing";

/** Whether another application of the company said it, so that nobody of ours is its author. */
function isOfAnotherApp({ author, direction, purpose }: Pick<Message, "author" | "direction" | "purpose">): boolean {
  return direction === "out" && purpose === "reply" && author.kind === "system" && author.id === null && !author.name;
}

/** Who said it: a person as the contact saw them, or what another application of the company is called. */
export function authorWords(message: Pick<Message, "author" | "direction" | "purpose" | "facts">, thread: ThreadHolder | null): string {
  if (!isOfAnotherApp(message)) return nameWords(message.author.alias ?? message.author.name);
  const id = message.facts.app ?? "";
  const known: (AppRef | null)[] = thread ? [thread.app, ...thread.apps] : [];
  const name = appName(known.find((one) => one?.id === id) ?? null);
  if (name) return name;
  return id ? t`Otra aplicación (${id})` : t`Otra aplicación`;
}
