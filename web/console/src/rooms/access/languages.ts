import type { Locale } from "~/client/contract/basics";

/** The languages of the console, each in its own words. */
export const LANGUAGES: [Locale, string][] = [
  ["es", "Español"],
  ["en", "English"],
  ["pt", "Português"],
];
