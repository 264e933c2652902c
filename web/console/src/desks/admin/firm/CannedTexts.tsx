import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { Button } from "~/kit/Button";
import { nameOf } from "~/kit/formats";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { TextArea } from "~/kit/TextArea";
import { useSettled } from "~/kit/useSettled";
import { triedQuery } from "~/rooms/knowledge/savedQueries";
import { SAMPLE, variableWords } from "~/rooms/knowledge/variableWords";
import css from "./CannedTexts.module.css";

const LANGUAGES = ["es", "en", "pt"];
const PLAIN = "{{contact.name}}";
const SPARE = "{{contact.name|cliente}}";

/** The same text in its languages, side by side, each as it will leave for a sample contact. */
export function CannedTexts({ texts, variables, onChange }: Props) {
  const field = useRef<HTMLTextAreaElement | null>(null);
  const shown = [...new Set([...LANGUAGES, ...Object.keys(texts)])];
  const insert = (name: string) => {
    const at = field.current;
    const language = at?.lang ?? "es";
    const kept = texts[language] ?? "";
    const place = at?.selectionStart ?? kept.length;
    onChange({ ...texts, [language]: `${kept.slice(0, place)}{{${name}}}${kept.slice(at?.selectionEnd ?? place)}` });
    at?.focus();
  };
  return (
    <Section
      stacked
      title={t`Textos`}
      hint={t`Una variable se escribe ${PLAIN}; con una barra, lo que se dice si falta: ${SPARE}.`}
    >
      <div className={css.variables} role="group" aria-label={t`Variables`}>
        {variables.map((name) => (
          <Button key={name} title={`{{${name}}}`} onMouseDown={(event) => event.preventDefault()} onClick={() => insert(name)}>
            {variableWords(name)}
          </Button>
        ))}
      </div>
      <div className={css.languages}>
        {shown.map((language) => (
          <div key={language} className={css.language}>
            <TextArea
              label={nameOf("language", language)}
              lang={language}
              rows={7}
              maxLength={10_000}
              value={texts[language] ?? ""}
              onFocus={(event) => {
                field.current = event.target;
              }}
              onChange={(event) => onChange({ ...texts, [language]: event.target.value })}
            />
            <Preview text={texts[language] ?? ""} language={language} />
          </div>
        ))}
      </div>
    </Section>
  );
}

interface Props {
  texts: Record<string, string>;
  variables: string[];
  onChange: (texts: Record<string, string>) => void;
}

function Preview({ text, language }: { text: string; language: string }) {
  const settled = useSettled(text.trim());
  const { data, error } = useQuery({ ...triedQuery(settled, language, SAMPLE), enabled: settled !== "" });
  if (settled === "") return <p className={css.none}>{t`Sin texto: se ofrece el idioma más cercano.`}</p>;
  if (error) return <p className={css.wrong}>{problemWords(error)}</p>;
  return (
    <div className={css.preview} lang={language} aria-label={t`Como lo recibe Rosa`} role="figure">
      {data?.text ?? ""}
    </div>
  );
}
