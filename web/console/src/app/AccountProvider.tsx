import { type ReactNode, useState } from "react";
import type { Locale } from "~/client/contract/basics";
import { ready } from "~/kit/command";
import { useOffer } from "~/kit/commandHost";
import { setTheme, theme } from "~/kit/theme";
import { AccountContext } from "./accountContext";
import { appCommands } from "./appCommands";

/** Theme, language, keys and leaving: offered to the palette and to the menu. */
export function AccountProvider({ locale, singleKeys, onSpeak, onSingleKeys, onAccount, onSignOut, children }: Props) {
  const [painted, setPainted] = useState(theme);
  const commands = ready(
    appCommands,
    {
      locale,
      theme: painted,
      singleKeys,
      speak: onSpeak,
      paint: (choice) => {
        setTheme(choice);
        setPainted(choice);
      },
      setSingleKeys: onSingleKeys,
      goAccount: onAccount,
      signOut: onSignOut,
    },
    () => true,
  );
  useOffer("app", commands);
  return <AccountContext value={commands}>{children}</AccountContext>;
}

interface Props {
  locale: Locale;
  singleKeys: boolean;
  onSpeak: (locale: Locale) => void;
  onSingleKeys: (on: boolean) => void;
  onAccount: () => void;
  onSignOut: () => void;
  children: ReactNode;
}
