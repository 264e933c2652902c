import type { Locale } from "~/client/contract/basics";
import { Button } from "~/kit/Button";
import { LANGUAGES } from "~/rooms/access/languages";
import { LinkForm } from "~/rooms/access/LinkForm";
import css from "./SignInPage.module.css";

/** What a one-time link opens: an invitation or a new password, outside of any session. */
export function LinkPage({ token, locale, onSpeak, onTaken }: { token: string; locale: Locale; onSpeak: (locale: Locale) => void; onTaken: () => void }) {
  return (
    <main className={css.page}>
      <div>
        <LinkForm token={token} locale={locale} onTaken={onTaken} />
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
