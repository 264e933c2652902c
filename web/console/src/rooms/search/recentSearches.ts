const KEPT = "trato.recent_searches";
const MOST = 6;

/** What was last looked for on this device, newest first. */
export function recentSearches(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string").slice(0, MOST) : [];
  } catch {
    return []; // somebody wrote something else there
  }
}

export function noteSearch(find: string) {
  const words = find.trim();
  if (words) localStorage.setItem(KEPT, JSON.stringify([words, ...recentSearches().filter((one) => one !== words)].slice(0, MOST)));
}

export function forgetSearches() {
  localStorage.removeItem(KEPT);
}
