import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, Wand2, X } from "lucide-react";
import type { CaseDetail } from "~/client/contract/cases";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { useDoing } from "~/kit/deed";
import { percent } from "~/kit/formats";
import { CaseDeeds } from "~/rooms/cases/deeds";
import panelCss from "~/rooms/contacts/ContactPanel.module.css";
import { typingQuery } from "~/rooms/intelligence/learning/queries";
import css from "./TypingLines.module.css";

const WORTH = 0.05; // what is less likely than one of twenty is no suggestion

/** Tags that were put by themselves, those that may fit, and now and then a question about one: each is one click. */
export function TypingLines({ one, mayTag }: { one: CaseDetail; mayTag: boolean }) {
  const query = typingQuery(one.id, one.tags.map((tag) => tag.id).join());
  const typing = useQuery(query);
  const cache = useQueryClient();
  const { perform } = useDoing();
  if (!typing.data) return null;
  const { automatic, question } = typing.data;
  const tags = typing.data.tags.filter((tag) => tag.probability >= WORTH);
  if (tags.length + automatic.length === 0) return null;
  const deeds = new CaseDeeds(cache, one);
  const answer = (right: boolean) => {
    if (!question) return;
    const body = { mark_id: question.mark_id, right };
    void perform({
      said: t`Gracias: así aprende`,
      run: () => call("POST /cases/{id}/typing/answer", { path: { id: one.id }, body }),
      undo: null,
      then: (now) => {
        cache.setQueryData(query.queryKey, now);
        void cache.invalidateQueries({ queryKey: ["case", one.id] });
      },
    });
  };
  return (
    <section className={panelCss.section} aria-label={t`Etiquetas previstas`}>
      <h3>{t`Etiquetas previstas`}</h3>
      <div className={css.lines}>
        {automatic.length > 0 ? (
          <>
            <p>{t`Puestas de forma automática`}</p>
            <div className={css.chips}>
              {automatic.map((tag) => (
                <Button key={tag.id} disabled={!mayTag} title={t`Quitar: no es correcta`} onClick={() => void perform(deeds.untag(tag.id, tag.name))}>
                  <Wand2 size={14} aria-hidden /> {tag.name} · {percent(tag.probability)} <X size={14} aria-hidden />
                </Button>
              ))}
            </div>
          </>
        ) : null}
        {question && mayTag ? (
          <div className={css.chips} role="group" aria-label={t`¿Es correcta la etiqueta «${question.name}»?`}>
            <span>{t`¿Es correcta la etiqueta «${question.name}»?`}</span>
            <Button onClick={() => answer(true)}>{t`Sí`}</Button>
            <Button onClick={() => answer(false)}>{t`No`}</Button>
          </div>
        ) : null}
        {tags.length > 0 && mayTag ? (
          <>
            <p>{t`Podrían corresponder`}</p>
            <div className={css.chips}>
              {tags.map((tag) => (
                <Button key={tag.id} title={t`Poner esta etiqueta`} onClick={() => void perform(deeds.tag(tag.name))}>
                  <Plus size={14} aria-hidden /> {tag.name} · {percent(tag.probability)}
                </Button>
              ))}
            </div>
          </>
        ) : null}
      </div>
    </section>
  );
}
