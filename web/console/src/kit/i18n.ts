import { i18n, type Messages } from "@lingui/core";
import type { Locale } from "~/client/contract/basics";

type Part = () => Promise<{ messages: Messages }>;

/** What the first page says, and the rest: see words.ts. */
const FIRST: Record<Locale, Part> = {
  es: () => import("../../../../locales/es/console.po?first"),
  en: () => import("../../../../locales/en/console.po?first"),
  pt: () => import("../../../../locales/pt/console.po?first"),
};
const LATER: Record<Locale, Part> = {
  es: () => import("../../../../locales/es/console.po?later"),
  en: () => import("../../../../locales/en/console.po?later"),
  pt: () => import("../../../../locales/pt/console.po?later"),
};
const NOTHING = { messages: {} };

const KEPT = "trato.locale";
let wantsLater = false;

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
  const [first, later] = await Promise.all([FIRST[locale](), wantsLater ? LATER[locale]() : NOTHING]);
  i18n.loadAndActivate({ locale, messages: { ...first.messages, ...later.messages } });
  document.documentElement.lang = locale;
  localStorage.setItem(KEPT, locale);
}

/** From now on every word of the console is at hand, in this language and the next. */
export async function wantLater(): Promise<void> {
  if (wantsLater) return;
  wantsLater = true;
  const { locale } = i18n;
  if (isLocale(locale)) i18n.load(locale, (await LATER[locale]()).messages);
}
