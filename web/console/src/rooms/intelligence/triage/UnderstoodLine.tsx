import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { Angry, Ban, Frown, Hand, Languages, Smile, Sparkles, Zap } from "lucide-react";
import type { ReactNode } from "react";
import type { Aspect, NoAnswer, Understood } from "~/client/contract/triage";
import { nameOf, percent } from "~/kit/formats";
import { Menu } from "~/kit/Menu";
import { MenuItem } from "~/kit/MenuItem";
import { MenuLabel } from "~/kit/MenuLabel";
import { KINDS, type MessageKind, MOODS } from "~/rooms/intelligence/understoodWords";
import css from "./UnderstoodLine.module.css";
import { choicesOf, meantOf, noAnswerWords, seemsWords, urgencyWords } from "./words";

/** What was understood of a message, said as a guess; under it, what it may be instead. */
export function UnderstoodLine({ understood, onCorrect }: { understood: Understood; onCorrect: (aspect: Aspect, meant: string) => void }) {
  const marks = marksOf(understood);
  const said = Object.keys(understood.corrected).length > 0 ? t`Corregido por una persona:` : t`Parece:`;
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className={css.line} title={t`Lo que se entendió: un clic lo corrige`}>
          <Sparkles size={12} aria-hidden />
          <span className="unseen">{said}</span>
          {marks.map((one) => (
            <span key={one.id} className={css.mark}>
              {one.glyph}
              {one.words}
            </span>
          ))}
        </button>
      }
    >
      {choicesOf().flatMap(({ aspect, words, choices }) => [
        <MenuLabel key={aspect}>{words}</MenuLabel>,
        ...choices.map(({ meant, words: each }) => (
          <MenuItem key={`${aspect}.${meant}`} disabled={meantOf(understood, aspect) === meant} onSelect={() => onCorrect(aspect, meant)}>
            {meantOf(understood, aspect) === meant ? <b>{each}</b> : each}
          </MenuItem>
        )),
      ])}
    </Menu>
  );
}

interface Mark {
  id: string;
  words: string;
  glyph: ReactNode;
}

/** What deserves to be seen: what it is about, and what is out of the usual. */
function marksOf(one: Understood): Mark[] {
  const marks: Mark[] = [];
  const engageable = meantOf(one, "engageable");
  const sure = percent(1 - one.engageable_score);
  if (engageable === "yes") marks.push({ id: "kind", words: KINDS[meantOf(one, "kind") as MessageKind](), glyph: null });
  else {
    const reason = engageable as NoAnswer;
    marks.push({ id: "engageable", words: one.corrected.engageable ? noAnswerWords(reason) : seemsWords(reason, sure), glyph: <Ban size={12} aria-hidden /> });
  }
  const mood = meantOf(one, "sentiment");
  if (mood === "negative") marks.push({ id: "mood", words: MOODS.negative(), glyph: <Frown size={12} aria-hidden /> });
  if (mood === "positive") marks.push({ id: "mood", words: MOODS.positive(), glyph: <Smile size={12} aria-hidden /> });
  const urgency = Number(meantOf(one, "urgency"));
  if (urgency > 0) marks.push({ id: "urgency", words: urgencyWords(urgency), glyph: <Zap size={12} aria-hidden /> });
  if (meantOf(one, "needs_human") === "yes") marks.push({ id: "human", words: t`necesita a una persona`, glyph: <Hand size={12} aria-hidden /> });
  if (meantOf(one, "offensive") === "yes") marks.push({ id: "offensive", words: t`ofende`, glyph: <Angry size={12} aria-hidden /> });
  const lang = meantOf(one, "language");
  if (lang !== "und" && !i18n.locale.startsWith(lang)) marks.push({ id: "language", words: nameOf("language", lang), glyph: <Languages size={12} aria-hidden /> });
  return marks;
}
