import type { Action } from "~/client/contract/automation";

export const KINDS: Action["do"][] = [
  "assign", "priority", "tag", "untag", "attribute", "note", "reply", "take_private", "moderate", "hand_over", "wait", "escalate", "skill", "webhook", "set_aside", "resolve",
];

/** An action of a kind, before anything is chosen. */
export function blankAction(kind: Action["do"]): Action {
  switch (kind) {
    case "assign":
      return { do: "assign" };
    case "priority":
      return { do: "priority", priority: 1 };
    case "tag":
    case "untag":
      return { do: kind, tag_id: "" };
    case "attribute":
      return { do: "attribute", key: "", value: null };
    case "note":
      return { do: "note", text: "" };
    case "reply":
      return { do: "reply", texts: { es: "" } };
    case "take_private":
      return { do: "take_private", texts: { es: "" } };
    case "moderate":
      return { do: "moderate", act: "hide" };
    case "hand_over":
      return { do: "hand_over", act: "take" };
    case "wait":
      return { do: "wait", on: "contact" };
    case "set_aside":
      return { do: "set_aside", reason: "no_engagement" };
    case "resolve":
      return { do: "resolve" };
    case "escalate":
      return { do: "escalate", level: "supervisor" };
    case "skill":
      return { do: "skill", skill_id: "", level: 1 };
    case "webhook":
      return { do: "webhook", code: "" };
  }
}

/** Whether an action says all that it needs. */
export function isDone(one: Action): boolean {
  switch (one.do) {
    case "assign":
      return Boolean(one.queue_id ?? one.team_id ?? one.user_id);
    case "tag":
    case "untag":
      return one.tag_id !== "";
    case "attribute":
      return one.key !== "";
    case "note":
      return one.text.trim() !== "";
    case "reply":
      return Boolean(one.canned_id) || Object.values(one.texts ?? {}).some((text) => text.trim() !== "");
    case "take_private":
      return Object.values(one.texts).some((text) => text.trim() !== "");
    case "wait":
      return one.on !== "until" || Boolean(one.minutes);
    case "escalate":
      return one.level !== "team" || Boolean(one.team_id);
    case "skill":
      return one.skill_id !== "";
    case "webhook":
      return /^[a-z][a-z0-9_]{0,39}$/.test(one.code);
    default:
      return true;
  }
}

/** An action as it is sent: texts that say nothing stay away. */
export function asSent(one: Action): Action {
  if ((one.do !== "reply" && one.do !== "take_private") || !one.texts) return one;
  return { ...one, texts: Object.fromEntries(Object.entries(one.texts).filter(([, text]) => text.trim() !== "")) };
}
