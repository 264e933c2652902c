import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { TagJoin } from "~/client/contract/learningEndpoints";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { useDoing } from "~/kit/deed";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { count, percent } from "~/kit/formats";
import { Loading } from "~/kit/Loading";
import { problemWords } from "~/kit/problemWords";
import { joinQuery } from "~/rooms/intelligence/learning/queries";

/** What joining two tags would move and be worth; which of the two stays can be turned round. */
export function JoinDialog({ one, other, onClose }: { one: string; other: string; onClose: () => void }) {
  const [turned, setTurned] = useState(false);
  const query = useQuery(turned ? joinQuery(other, one) : joinQuery(one, other));
  const cache = useQueryClient();
  const { perform } = useDoing();
  const then = () => {
    for (const key of ["learning", "tags"]) void cache.invalidateQueries({ queryKey: [key] });
  };
  const join = async (told: TagJoin) => {
    const path = { id: told.id };
    const done = await perform({
      said: t`«${told.name}» ahora es «${told.into_name}»`,
      run: () => call("POST /tags/{id}/merge", { path, body: { into: told.into } }),
      undo: () => call("POST /tags/{id}/unmerge", { path, body: {} }).then(then),
      then,
    });
    if (done) onClose();
  };
  const told = query.data;
  return (
    <Dialog
      title={t`Unir dos etiquetas`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button disabled={!told} onClick={() => setTurned(!turned)}>{t`Que quede la otra`}</Button>
          <Button look="main" disabled={!told} onClick={() => told && void join(told)}>
            {t`Unir`}
          </Button>
        </>
      }
    >
      {query.isPending ? <Loading rows={3} /> : null}
      {query.isError ? <Failing what={t`No se pudo cargar`} why={problemWords(query.error)} onRetry={() => void query.refetch()} /> : null}
      {told ? (
        <ul>
          <li>{t`Queda «${told.into_name}»; «${told.name}» deja de ofrecerse.`}</li>
          <li>{t`Pasan ${count(told.examples)} ejemplos a sus ${count(told.into_examples)}, y ${count(told.cases)} casos.`}</li>
          <li>{worthWords(told)}</li>
          <li>{t`Que los casos la tuvieron, y desde cuándo, queda en su historia y en los informes.`}</li>
        </ul>
      ) : null}
    </Dialog>
  );
}

function worthWords(told: TagJoin): string {
  if (told.right_now === null || told.right_then === null) return t`Aún no hay ejemplos apartados con que juzgarlo.`;
  return t`De los ejemplos apartados acierta ${percent(told.right_now)}; con una sola etiqueta acertaría ${percent(told.right_then)}.`;
}
