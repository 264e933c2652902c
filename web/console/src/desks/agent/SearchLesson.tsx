import { t } from "@lingui/core/macro";
import { History } from "lucide-react";
import { useState } from "react";
import { Button } from "~/kit/Button";
import { filterWords } from "~/rooms/search/filterWords";
import { forgetSearches, recentSearches } from "~/rooms/search/recentSearches";
import css from "./SearchPane.module.css";

/** Before anything is asked: what was asked last on this device, and how to ask. */
export function SearchLesson({ onTake }: { onTake: (find: string) => void }) {
  const [recent, setRecent] = useState(recentSearches);
  return (
    <div className={css.lesson}>
      {recent.length > 0 ? (
        <section aria-labelledby="search-recent">
          <h2 id="search-recent">{t`Lo último en este equipo`}</h2>
          <ul>
            {recent.map((one) => (
              <li key={one}>
                <button type="button" className={css.take} onClick={() => onTake(one)}>
                  <History size={14} aria-hidden />
                  <span className="cut">{one}</span>
                </button>
              </li>
            ))}
          </ul>
          <Button
            look="bare"
            onClick={() => {
              forgetSearches();
              setRecent([]);
            }}
          >
            {t`Olvidarlo`}
          </Button>
        </section>
      ) : null}
      <section aria-labelledby="search-how">
        <h2 id="search-how">{t`Cómo se busca`}</h2>
        <p>{t`Todo lo dicho en mensajes y notas, asuntos, nombres, direcciones y números. Una palabra encuentra sus formas; un nombre mal escrito, el correcto.`}</p>
        <ul>
          {[
            { words: t`"no me llegó"`, tells: t`tal cual` },
            { words: "PED-10482", tells: t`un código, entero o por sus cifras` },
            { words: t`devolución -cambio`, tells: t`sin una palabra` },
          ].map((one) => (
            <li key={one.words}>
              <button type="button" className={css.take} onClick={() => onTake(one.words)}>
                <b>{one.words}</b>
                <span>{one.tells}</span>
              </button>
            </li>
          ))}
          {filterWords().map((one) => (
            <li key={one.name}>
              <button type="button" className={css.take} onClick={() => onTake(`${one.word}:${one.example}`)}>
                <b>
                  {one.word}:{one.example}
                </b>
                <span>{one.tells}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
