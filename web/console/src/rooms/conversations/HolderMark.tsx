import { t } from "@lingui/core/macro";
import { Bot, User } from "lucide-react";
import type { ThreadHolder } from "~/client/contract/threads";
import { nameWords } from "~/kit/nameWords";
import css from "./WindowNote.module.css";

/** Who of us answers here, as a sign alone: a person, or what writes by itself. The words stand in its title. */
export function HolderMark({ thread }: { thread: ThreadHolder }) {
  if (thread.holder === "other_app") return null;
  const words = thread.holder === "automation" ? t`Responde también la automatización` : thread.by ? t`Responde ${nameWords(thread.by.name)}` : t`Responde una persona`;
  const Icon = thread.holder === "automation" ? Bot : User;
  return (
    <span className={css.window} title={words}>
      <Icon size={14} aria-hidden />
      <span className="unseen">{words}</span>
    </span>
  );
}
