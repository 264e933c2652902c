import { t } from "@lingui/core/macro";

export const MAC = navigator.userAgent.includes("Mac");

/** How a key in the notation of kit/keys.ts is written on a keyboard: "$mod+k" is "Ctrl K" or "⌘ K". */
export function keyWords(keys: string): string {
  return keys
    .split(" ")
    .map((press) =>
      press
        .replace("Shift+?", "?")
        .split("+")
        .map((part) => WORDS[part]?.() ?? (part.length === 1 ? part.toUpperCase() : part))
        .join(" "),
    )
    .join(" ");
}

const WORDS: Record<string, () => string> = {
  $mod: () => (MAC ? "⌘" : "Ctrl"),
  Shift: () => t({ message: "Mayús", comment: "key" }),
  Enter: () => "↵",
  Escape: () => "Esc",
  ArrowUp: () => "↑",
  ArrowDown: () => "↓",
  ArrowLeft: () => "←",
  ArrowRight: () => "→",
};
