export type Theme = "system" | "light" | "dark";

const KEPT = "trato.theme";

export function theme(): Theme {
  const kept = localStorage.getItem(KEPT);
  return kept === "light" || kept === "dark" ? kept : "system";
}

/** Also read by public/theme.js before the first paint. */
export function setTheme(choice: Theme) {
  localStorage.setItem(KEPT, choice);
  const dark = choice === "dark" || (choice === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

/** Follow the system while the person has not chosen. */
export function followSystem() {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    if (theme() === "system") setTheme("system");
  });
}
