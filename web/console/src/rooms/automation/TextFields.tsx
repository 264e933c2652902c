import { t } from "@lingui/core/macro";
import { useRef } from "react";
import { Button } from "~/kit/Button";
import { nameOf } from "~/kit/formats";
import { TextArea } from "~/kit/TextArea";
import css from "./Rule.module.css";
import { variableWords } from "./variableWords";

const LANGUAGES = ["es", "en", "pt"];

/** A text with variables, in its languages or (`plain`) in one. A variable is inserted where the cursor is. */
export function TextFields({ texts, variables, plain, onChange }: Props) {
  const field = useRef<HTMLTextAreaElement | null>(null);
  const shown = plain ? ["es"] : [...new Set([...LANGUAGES, ...Object.keys(texts)])];
  const insert = (name: string) => {
    const at = field.current;
    const language = at?.dataset.language ?? shown[0] ?? "es";
    const kept = texts[language] ?? "";
    const place = at?.selectionStart ?? kept.length;
    onChange({ ...texts, [language]: `${kept.slice(0, place)}{{ ${name} }}${kept.slice(at?.selectionEnd ?? place)}` });
    at?.focus();
  };
  return (
    <div className={css.texts}>
      {shown.map((language) => (
        <TextArea
          key={language}
          label={plain ? t`Texto` : nameOf("language", language)}
          data-language={language}
          rows={3}
          maxLength={5_000}
          value={texts[language] ?? ""}
          onFocus={(event) => (field.current = event.currentTarget)}
          onChange={(event) => onChange({ ...texts, [language]: event.target.value })}
        />
      ))}
      <div className={css.tools} role="group" aria-label={t`Variables`}>
        {variables.map((name) => (
          <Button key={name} title={`{{ ${name} }}`} onMouseDown={(event) => event.preventDefault()} onClick={() => insert(name)}>
            {variableWords(name)}
          </Button>
        ))}
      </div>
      <p className={css.hint}>{plain ? t`Las variables se completan en cada caso.` : t`Sale en el idioma del contacto; si falta, en el primero que haya.`}</p>
    </div>
  );
}

interface Props {
  texts: Record<string, string>;
  variables: readonly string[];
  plain?: boolean;
  onChange: (texts: Record<string, string>) => void;
}
