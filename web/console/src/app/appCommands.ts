import { t } from "@lingui/core/macro";
import type { Locale } from "~/client/contract/basics";
import type { Preferences, PreferencesChange } from "~/client/contract/preferences";
import type { Command } from "~/kit/command";
import { guideAddress } from "~/kit/guideAddress";

export interface AppContext {
  locale: Locale;
  preferences: Preferences;
  speak: (locale: Locale) => void;
  /** Settle something for oneself, saying what, and being able to go back. */
  settle: (said: string, change: PreferencesChange, before: PreferencesChange) => void;
  openPalette: () => void;
  openCheatSheet: () => void;
  /** Open a page of one's own. */
  goMine: (section: "profile" | "keys" | "notices" | null) => void;
  signOut: () => void;
}

const LANGUAGES: [Locale, string][] = [
  ["es", "Español"],
  ["en", "English"],
  ["pt", "Português"],
];

type App = Command<AppContext>;

/** On and off, of which only one makes sense. */
function pair(id: string, of: "single_keys" | "enter_sends" | "suggestions", on: () => string, off: () => string): App[] {
  const one = (to: boolean, words: () => string): App => ({
    id: `keys.${id}_${to ? "on" : "off"}`,
    words,
    free: true,
    enabled: ({ preferences }) => preferences[of] !== to,
    run: ({ settle }) => settle(words(), { [of]: to }, { [of]: !to }),
  });
  return [one(true, on), one(false, off)];
}

const theme = (to: Preferences["theme"], words: () => string): App => ({
  id: `theme.${to}`,
  words,
  free: true,
  enabled: ({ preferences }) => preferences.theme !== to,
  run: ({ settle, preferences }) => settle(words(), { theme: to }, { theme: preferences.theme }),
});

export const appCommands: App[] = [
  { id: "palette.open", words: () => t`Buscar o mandar`, keys: "$mod+k", free: true, enabled: () => true, run: ({ openPalette }) => openPalette() },
  { id: "palette.keys", words: () => t`Ayuda y atajos`, keys: "?", free: true, enabled: () => true, run: ({ openCheatSheet }) => openCheatSheet() },
  { id: "go.account", words: () => t`Mi cuenta`, keys: "g ,", free: true, enabled: () => true, run: ({ goMine }) => goMine(null) },
  { id: "go.keys", words: () => t`Cambiar los atajos`, keys: "g k", free: true, enabled: () => true, run: ({ goMine }) => goMine("keys") },
  { id: "go.notices", words: () => t`Cambiar los avisos`, keys: "g s", free: true, enabled: () => true, run: ({ goMine }) => goMine("notices") },
  theme("light", () => t`Tema claro`),
  theme("dark", () => t`Tema oscuro`),
  theme("system", () => t`Tema del sistema`),
  ...LANGUAGES.map(
    ([locale, name]): App => ({
      id: `language.${locale}`,
      words: () => name,
      free: true,
      enabled: (context) => context.locale !== locale,
      run: ({ speak }) => speak(locale),
    }),
  ),
  ...pair("single", "single_keys", () => t`Encender los atajos de una tecla`, () => t`Apagar los atajos de una tecla`),
  ...pair("enter", "enter_sends", () => t`Enviar con Intro`, () => t`Enviar solo con Ctrl e Intro`),
  ...pair("suggestions", "suggestions", () => t`Mostrar respuestas sugeridas`, () => t`Ocultar las respuestas sugeridas`),
  { id: "palette.guide", words: () => t`Abrir la guía`, keys: "g h", free: true, enabled: () => true, run: () => window.open(guideAddress(), "_blank", "noopener") },
  { id: "session.end", words: () => t`Salir`, free: true, enabled: () => true, run: ({ signOut }) => signOut() },
];
