import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Locale } from "~/client/contract/basics";
import type { Preferences } from "~/client/contract/preferences";
import { ready } from "~/kit/command";
import { useHost, useOffer } from "~/kit/commandHost";
import { useDoing } from "~/kit/deed";
import { settling } from "~/rooms/console/preferences";
import { AccountContext } from "./accountContext";
import { type AppContext, appCommands } from "./appCommands";

/** What the menu under the person's name shows of the app's own commands; the palette shows all. */
const IN_MENU = /^(go\.account|theme\.|language\.|session\.)/;

/** Theme, language, keys and leaving: offered to the palette and to the menu. */
export function AccountProvider({ locale, preferences, onSpeak, goMine, onSignOut, children }: Props) {
  const cache = useQueryClient();
  const host = useHost();
  const { perform } = useDoing();
  const commands = ready(
    appCommands,
    {
      locale,
      preferences,
      speak: onSpeak,
      settle: (said, change, before) => void perform(settling(cache, said, change, before)),
      openPalette: host.openPalette,
      openCheatSheet: host.openCheatSheet,
      goMine,
      signOut: onSignOut,
    },
    () => true,
  );
  useOffer("app", commands);
  return <AccountContext value={commands.filter((one) => IN_MENU.test(one.id))}>{children}</AccountContext>;
}

interface Props {
  locale: Locale;
  preferences: Preferences;
  onSpeak: (locale: Locale) => void;
  goMine: AppContext["goMine"];
  onSignOut: () => void;
  children: ReactNode;
}
