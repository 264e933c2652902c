const KEPT = "trato.recent_commands";
const MOST = 5;

/** The commands last run from the palette, newest first; of this browser. */
export function recent(): string[] {
  const text = localStorage.getItem(KEPT);
  return text ? text.split(" ") : [];
}

export function noteRecent(id: string) {
  localStorage.setItem(KEPT, [id, ...recent().filter((one) => one !== id)].slice(0, MOST).join(" "));
}
