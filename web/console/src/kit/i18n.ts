import { i18n, type Messages } from "@lingui/core";
import type { Locale } from "~/client/contract/basics";

const CATALOGUES: Record<Locale, () => Promise<{ messages: Messages }>> = {
  es: () => import("../../../../locales/es/console.po"),
  en: () => import("../../../../locales/en/console.po"),
  pt: () => import("../../../../locales/pt/console.po"),
};

const KEPT = "trato.locale";

export function isLocale(text: string | null | undefined): text is Locale {
  return text === "es" || text === "en" || text === "pt";
}

/** What this browser used last, else its language, else Spanish. */
export function firstLocale(): Locale {
  const kept = localStorage.getItem(KEPT);
  if (isLocale(kept)) return kept;
  const spoken = navigator.languages.map((one) => one.slice(0, 2)).find(isLocale);
  return spoken ?? "es";
}

/** Speak `locale` from now on. Whoever shows text remounts (see `app/App.tsx`). */
export async function speak(locale: Locale): Promise<void> {
  const { messages } = await CATALOGUES[locale]();
  i18n.loadAndActivate({ locale, messages });
  document.documentElement.lang = locale;
  localStorage.setItem(KEPT, locale);
}
