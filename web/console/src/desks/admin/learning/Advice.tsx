import { t } from "@lingui/core/macro";
import type { Learning } from "~/client/contract/learningEndpoints";
import { Button } from "~/kit/Button";
import { percent } from "~/kit/formats";
import { Section } from "~/kit/Section";

/** What is asked of tags: which two to join, or which one to part. */
export type Reshape = { deed: "join"; one: string; other: string } | { deed: "part"; one: string };

/** Which tags may be one, and which may be two, each with the way to do it. */
export function Advice({ learning, onAsk }: { learning: Learning; onAsk: (asked: Reshape) => void }) {
  return (
    <Section title={t`Para ordenar las etiquetas`} hint={t`Antes de hacerlo se ve qué se mueve; después se puede deshacer.`}>
      <ul>
        {learning.merge.map((each) => (
          <li key={`${each.one}${each.other}`}>
            {t`«${each.name}» y «${each.other_name}» se confunden en ${percent(each.share)} de sus ejemplos: quizá son una.`}{" "}
            <Button onClick={() => onAsk({ deed: "join", one: each.one, other: each.other })}>{t`Unir «${each.name}» y «${each.other_name}»…`}</Button>
          </li>
        ))}
        {learning.split.map((each) => (
          <li key={each.id}>
            {t`«${each.name}» parece hablar de dos asuntos:`}
            <ul>
              {each.groups.map(([many, texts]) => (
                <li key={texts.join()}>{t`${many} ejemplos, como: ${texts.join(" · ")}`}</li>
              ))}
            </ul>
            <Button onClick={() => onAsk({ deed: "part", one: each.id })}>{t`Separar «${each.name}»…`}</Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
