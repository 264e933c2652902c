import { t } from "@lingui/core/macro";
import type { ChannelProfile, ProfileEntry, ProfileLanguage, ProfileLimits } from "~/client/contract/profile";
import { Select } from "~/kit/Select";
import { languageWords } from "~/rooms/channels/languageWords";
import css from "./ProfilePage.module.css";

/** How it looks on a telephone, in one of its languages. */
export function ProfilePhone({ profile, limits, name, language, languages, onLanguage }: Props) {
  const usual = profile.language ?? "es";
  const titled = (one: ProfileEntry) => one.titles[language] || one.titles[usual] || one.key;
  const greeting = profile.greeting?.[language] || profile.greeting?.[usual] || "";
  const openers = (profile.openers ?? []).slice(0, limits.openers);
  const menu = (profile.menu ?? []).slice(0, limits.menu);
  return (
    <aside className={css.aside} aria-label={t`Cómo se ve en el teléfono`}>
      {languages.length > 1 ? (
        <Select label={t`Teléfono en`} value={language} onChange={(event) => onLanguage(event.target.value as ProfileLanguage)}>
          {languages.map((one) => (
            <option key={one} value={one}>
              {languageWords(one)}
            </option>
          ))}
        </Select>
      ) : null}
      <div className={css.phone}>
        <p className={css.top}>{name}</p>
        <div className={css.meet}>
          {limits.greeting > 0 ? <p className={greeting ? undefined : css.faint}>{greeting || t`Aquí va el saludo`}</p> : null}
          {openers.length > 0 ? (
            <ul className={css.openers} aria-label={t`Primeras preguntas`}>
              {openers.map((one, at) => (
                <li key={at}>{titled(one)}</li>
              ))}
            </ul>
          ) : null}
        </div>
        {menu.length > 0 ? (
          <ul className={css.menu} aria-label={limits.commands ? t`Comandos` : t`Entradas siempre a la vista`}>
            {menu.map((one, at) => (
              <li key={at}>
                {limits.commands ? <b>/{one.key}</b> : null} {titled(one)}
              </li>
            ))}
          </ul>
        ) : null}
        <p className={css.field}>{t`Mensaje`}</p>
      </div>
    </aside>
  );
}

interface Props {
  profile: ChannelProfile;
  limits: ProfileLimits;
  name: string;
  language: ProfileLanguage;
  languages: ProfileLanguage[];
  onLanguage: (language: ProfileLanguage) => void;
}
