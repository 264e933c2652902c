import { t } from "@lingui/core/macro";
import type { Locale } from "~/client/contract/basics";
import type { Command } from "~/kit/command";
import type { Theme } from "~/kit/theme";

export interface AppContext {
  locale: Locale;
  theme: Theme;
  singleKeys: boolean;
  speak: (locale: Locale) => void;
  paint: (theme: Theme) => void;
  setSingleKeys: (on: boolean) => void;
  /** Open the pages of one's own. */
  goAccount: () => void;
  signOut: () => void;
}

const LANGUAGES: [Locale, string][] = [
  ["es", "Español"],
  ["en", "English"],
  ["pt", "Português"],
];

export const appCommands: Command<AppContext>[] = [
  { id: "go.account", words: () => t`Mi cuenta`, keys: "g ,", enabled: () => true, run: ({ goAccount }) => goAccount() },
  { id: "theme.light", words: () => t`Tema claro`, enabled: ({ theme }) => theme !== "light", run: ({ paint }) => paint("light") },
  { id: "theme.dark", words: () => t`Tema oscuro`, enabled: ({ theme }) => theme !== "dark", run: ({ paint }) => paint("dark") },
  { id: "theme.system", words: () => t`Tema del sistema`, enabled: ({ theme }) => theme !== "system", run: ({ paint }) => paint("system") },
  ...LANGUAGES.map(
    ([locale, name]): Command<AppContext> => ({
      id: `language.${locale}`,
      words: () => name,
      enabled: (context) => context.locale !== locale,
      run: ({ speak }) => speak(locale),
    }),
  ),
  {
    id: "keys.off",
    words: () => t`Apagar los atajos de una tecla`,
    enabled: ({ singleKeys }) => singleKeys,
    run: ({ setSingleKeys }) => setSingleKeys(false),
  },
  {
    id: "keys.on",
    words: () => t`Encender los atajos de una tecla`,
    enabled: ({ singleKeys }) => !singleKeys,
    run: ({ setSingleKeys }) => setSingleKeys(true),
  },
  { id: "session.end", words: () => t`Salir`, enabled: () => true, run: ({ signOut }) => signOut() },
];
