import { t } from "@lingui/core/macro";
import { ArrowDown, ArrowUp, X } from "lucide-react";
import type { EntryKind, ProfileEntry, ProfileLanguage, ProfileView } from "~/client/contract/profile";
import { Button } from "~/kit/Button";
import { Field } from "~/kit/Field";
import { IconButton } from "~/kit/IconButton";
import { Select } from "~/kit/Select";
import { TextArea } from "~/kit/TextArea";
import { languageWords } from "~/rooms/channels/languageWords";
import css from "./ProfilePage.module.css";

const SECURE = "https://";

/** Entries to press: what each is called in every language, and what it leads to. */
export function EntryFields({ entries, most, longest, languages, view, onChange }: Props) {
  const change = (place: number, part: Partial<ProfileEntry>) => onChange(entries.map((one, at) => (at === place ? { ...one, ...part } : one)));
  const move = (place: number, by: number) => {
    const moved = [...entries];
    const [one] = moved.splice(place, 1);
    if (one) moved.splice(place + by, 0, one);
    onChange(moved);
  };
  return (
    <>
      {entries.map((one, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- their names are being written
        <fieldset key={place} className={css.entry}>
          <legend>{t`Entrada ${place + 1}`}</legend>
          <div className={css.grid}>
            <Field label={view.limits.commands ? t`Comando, sin la barra` : t`Nombre interno`} required maxLength={30} value={one.key} onChange={(event) => change(place, { key: event.target.value })} />
            <Select label={t`Lleva a`} value={one.kind} onChange={(event) => change(place, { kind: event.target.value as EntryKind })}>
              <option value="reply">{t`una respuesta`}</option>
              <option value="canned">{t`un texto guardado`}</option>
              <option value="link">{t`una dirección`}</option>
              <option value="person">{t`una persona`}</option>
            </Select>
            {one.kind === "link" ? <Field label={t`Dirección`} required type="url" placeholder={SECURE} value={one.url ?? ""} onChange={(event) => change(place, { url: event.target.value })} /> : null}
            {one.kind === "canned" ? (
              <Select label={t`Texto guardado`} value={one.canned_id ?? ""} onChange={(event) => change(place, { canned_id: event.target.value || null })}>
                <option value="">{t`Elegir…`}</option>
                {view.saved_texts.map((text) => (
                  <option key={text.id} value={text.id}>
                    {text.name}
                  </option>
                ))}
              </Select>
            ) : null}
            {one.kind === "person" ? (
              <Select label={t`Espera en`} value={one.queue_id ?? ""} onChange={(event) => change(place, { queue_id: event.target.value || null })}>
                <option value="">{t`la cola de la cuenta`}</option>
                {view.queues.map((queue) => (
                  <option key={queue.id} value={queue.id}>
                    {queue.name}
                  </option>
                ))}
              </Select>
            ) : null}
          </div>
          {languages.map((language) => (
            <div key={language} className={css.grid}>
              <Field label={t`Dice en ${languageWords(language)}`} maxLength={longest} value={one.titles[language] ?? ""} onChange={(event) => change(place, { titles: { ...one.titles, [language]: event.target.value } })} />
              {one.kind === "reply" || one.kind === "person" ? (
                <TextArea
                  rows={2}
                  label={one.kind === "reply" ? t`Se responde en ${languageWords(language)}` : t`Se avisa en ${languageWords(language)} (opcional)`}
                  value={one.texts?.[language] ?? ""}
                  onChange={(event) => change(place, { texts: { ...one.texts, [language]: event.target.value } })}
                />
              ) : null}
            </div>
          ))}
          <div className={css.deeds}>
            <IconButton icon={ArrowUp} name={t`Subir la entrada ${place + 1}`} disabled={place === 0} onClick={() => move(place, -1)} />
            <IconButton icon={ArrowDown} name={t`Bajar la entrada ${place + 1}`} disabled={place === entries.length - 1} onClick={() => move(place, 1)} />
            <IconButton icon={X} name={t`Quitar la entrada ${place + 1}`} onClick={() => onChange(entries.filter((_, at) => at !== place))} />
          </div>
        </fieldset>
      ))}
      <div>
        <Button disabled={entries.length >= most} onClick={() => onChange([...entries, { key: "", kind: entries.some((one) => one.kind === "person") ? "reply" : "person", titles: {}, texts: {} }])}>
          {t`Agregar una entrada`}
        </Button>
      </div>
    </>
  );
}

interface Props {
  entries: ProfileEntry[];
  most: number;
  longest: number;
  languages: ProfileLanguage[];
  view: ProfileView;
  onChange: (entries: ProfileEntry[]) => void;
}
