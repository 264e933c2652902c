import type { ReactNode } from "react";
import type { Locale } from "~/client/contract/basics";
import { Button } from "~/kit/Button";
import { SignInForm } from "~/rooms/access/SignInForm";
import css from "./SignInPage.module.css";

const LANGUAGES: [Locale, string][] = [
  ["es", "Español"],
  ["en", "English"],
  ["pt", "Português"],
];

export function SignInPage({ locale, onSpeak, onSignedIn, first }: Props) {
  return (
    <main className={css.page}>
      <div>
        {first ?? <SignInForm onSignedIn={onSignedIn} />}
        <div className={css.languages}>
          {LANGUAGES.map(([code, name]) => (
            <Button key={code} look="bare" lang={code} aria-pressed={code === locale} onClick={() => onSpeak(code)}>
              {name}
            </Button>
          ))}
        </div>
      </div>
    </main>
  );
}

interface Props {
  locale: Locale;
  onSpeak: (locale: Locale) => void;
  onSignedIn: () => void;
  /** What stands in the door's place while nobody can sign in yet. */
  first: ReactNode;
}
