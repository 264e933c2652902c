import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { useDoing } from "~/kit/deed";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { count, percent } from "~/kit/formats";
import { Loading } from "~/kit/Loading";
import { problemWords } from "~/kit/problemWords";
import { partQuery } from "~/rooms/intelligence/learning/queries";

/** What parting a tag would move and how well the two are told apart; the second group gets a name. */
export function PartDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useQuery(partQuery(id));
  const [name, setName] = useState("");
  const cache = useQueryClient();
  const { perform } = useDoing();
  const told = query.data;
  const then = () => {
    for (const key of ["learning", "tags"]) void cache.invalidateQueries({ queryKey: [key] });
  };
  const part = async () => {
    let made = "";
    const done = await perform({
      said: t`Etiqueta separada: ${name.trim()}`,
      run: () => call("POST /learning/tags/{id}/part", { path: { id }, body: { name: name.trim() } }),
      undo: () => call("POST /learning/tags/{id}/unpart", { path: { id: made }, body: {} }).then(then),
      then: (now) => {
        made = now.id;
        then();
      },
    });
    if (done) onClose();
  };
  return (
    <Dialog
      title={told ? t`Separar «${told.name}»` : t`Separar una etiqueta`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button look="main" disabled={!told || !name.trim()} onClick={() => void part()}>
            {t`Separar`}
          </Button>
        </>
      }
    >
      {query.isPending ? <Loading rows={3} /> : null}
      {query.isError ? <Failing what={t`No se pudo cargar`} why={problemWords(query.error)} onRetry={() => void query.refetch()} /> : null}
      {told ? (
        <>
          <ul>
            <li>{t`Se quedan ${count(told.groups[0]?.[0] ?? 0)} ejemplos, como: ${(told.groups[0]?.[1] ?? []).join(" · ")}`}</li>
            <li>{t`Pasan a la nueva ${count(told.groups[1]?.[0] ?? 0)} ejemplos, como: ${(told.groups[1]?.[1] ?? []).join(" · ")}`}</li>
            <li>{t`Con ellos, ${count(told.cases)} casos. Que tuvieron la otra queda en su historia.`}</li>
            <li>{t`De cada cien ejemplos apartados, ${Math.round(told.told_apart * 100)} caen en su grupo.`}</li>
            {told.right_now === null ? null : <li>{t`Hoy la etiqueta acierta ${percent(told.right_now)} de los suyos.`}</li>}
          </ul>
          <Field label={t`Nombre de la nueva etiqueta`} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        </>
      ) : null}
    </Dialog>
  );
}
