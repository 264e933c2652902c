import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { Notice } from "~/kit/Notice";
import { useSettled } from "~/kit/useSettled";
import { readabilityQuery } from "./firmQueries";
import { easeWords, formulaWords } from "./readabilityWords";

const LONG = 20; // words a sentence

/** How easy a text is to read while it is written, and what would make it easier. */
export function ReadabilityNote({ body, locale }: { body: string; locale: string }) {
  const settled = useSettled(body.trim());
  const { data } = useQuery({ ...readabilityQuery(settled, locale), enabled: settled !== "" });
  const found = settled ? data?.[0] : undefined;
  if (!found) return null;
  const words = Math.round(found.words / found.sentences);
  const hard = found.ease === "very_hard" || found.ease === "somewhat_hard";
  return (
    <Notice tone={hard ? "approaching" : "plain"}>
      <p role="status">
        {easeWords(found.ease).replace(/^./, (letter) => letter.toLocaleUpperCase())}. {formulaWords(found)}.
      </p>
      {hard ? <p>{words > LONG ? t`${words} palabras por oración: partirlas ayuda más que nada.` : t`Palabras más cortas y de todos los días lo acercan.`}</p> : null}
    </Notice>
  );
}
