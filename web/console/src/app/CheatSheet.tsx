import { t } from "@lingui/core/macro";
import { useState } from "react";
import type { Ready } from "~/kit/command";
import { groupOf, GROUPS, groupWords } from "~/kit/commandGroups";
import { Dialog } from "~/kit/Dialog";
import { Kbd } from "~/kit/Kbd";
import css from "./CheatSheet.module.css";
import { rank } from "./rank";

/** The keys that work now, by what they are about, and what we measure. */
export function CheatSheet({ commands, singleKeys, onClose }: { commands: Ready[]; singleKeys: boolean; onClose: () => void }) {
  const [sought, setSought] = useState("");
  const writing = [
    { id: "composer.send", words: t`Enviar`, keys: "$mod+Enter" },
    { id: "composer.canned", words: t`Respuestas guardadas, al escribir`, keys: "/" },
    { id: "composer.mention", words: t`Mencionar, en una nota`, keys: "@" },
  ];
  const keyed = [...commands, ...writing].filter((one) => one.keys);
  const found = sought.trim() ? rank(keyed, sought, (one) => `${one.words} ${groupWords(groupOf(one.id))}`) : keyed;
  const change = commands.find((one) => one.id === "go.keys");
  return (
    <Dialog title={t`Atajos de teclado`} wide onClose={onClose}>
      <input
        className={css.find}
        type="search"
        aria-label={t`Buscar un atajo`}
        placeholder={t`Buscar un atajo`}
        value={sought}
        onChange={(event) => setSought(event.target.value)}
      />
      {singleKeys ? null : <p className={css.note}>{t`Los atajos de una tecla están apagados.`}</p>}
      {found.length === 0 ? <p className={css.note}>{t`Nada con esas letras.`}</p> : null}
      {GROUPS.map((group) => {
        const of = found.filter((one) => groupOf(one.id) === group);
        return of.length > 0 ? (
          <section key={group} aria-label={groupWords(group)}>
            <h3 className={css.group}>{groupWords(group)}</h3>
            <dl className={css.keys}>
              {of.map((one) => (
                <div key={one.id}>
                  <dt>{one.words}</dt>
                  <dd>
                    <Kbd keys={one.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ) : null;
      })}
      {change ? (
        <p>
          <button
            type="button"
            className={css.change}
            onClick={() => {
              onClose();
              change.run();
            }}
          >
            {change.words}
          </button>
        </p>
      ) : null}
      <p className={css.note}>
        {t`Se cuentan los segundos activos en cada caso, y cuántas teclas, clics y desplazamientos hubo. Nunca se guarda qué tecla fue.`}
      </p>
    </Dialog>
  );
}
