import { t } from "@lingui/core/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ImportRun } from "~/client/contract/importsEndpoints";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Confirm } from "~/kit/Confirm";
import { DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { exactMoment, moment } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { now } from "~/kit/now";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { ImportReport } from "~/rooms/imports/ImportReport";
import { progressWords, stateWords } from "~/rooms/imports/importWords";
import { importQuery, importsQuery, isGoing } from "~/rooms/imports/queries";
import { ImportDialog } from "./ImportDialog";

/** What was brought in from other systems: tried dry, begun, watched, called off, taken out again. */
export function ImportsPage() {
  const cache = useQueryClient();
  const runs = useQuery(importsQuery);
  const [picked, setPicked] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const [undoing, setUndoing] = useState<ImportRun | null>(null);
  const shown = picked ?? runs.data?.[0]?.id ?? null;
  const detail = useQuery(importQuery(shown));
  const again = () => cache.invalidateQueries({ queryKey: importsQuery.queryKey });
  const begin = useMutation({
    mutationFn: (run: ImportRun) => call("POST /imports", { body: { file: run.file, name: run.name, dry: false, brand: run.brand_id } }),
    onSuccess: (run) => setPicked(run.id),
    onSettled: again,
  });
  const callOff = useMutation({ mutationFn: (id: string) => call("DELETE /imports/{id}", { path: { id } }), onSettled: again });
  const asked = (run: ImportRun) => {
    setAdding(false);
    setPicked(run.id);
    void again();
  };
  const run = detail.data?.run;
  const failed = begin.error ?? callOff.error;
  return (
    <Page
      wide
      title={t`Importaciones`}
      lede={t`Lo que guardaba otro sistema entra una vez, tal como era, y nada empieza por ello: ni plazos, ni encuestas, ni avisos. Lo de Chatwoot y Zendesk se trae desde la terminal, con «trato import».`}
      deeds={<Button look="main" onClick={() => setAdding(true)}>{t`Importar tablas`}</Button>}
    >
      {failed ? <Failing what={t`No se hizo`} why={problemWords(failed)} /> : null}
      <Loaded query={runs}>
        {(all) => (
          <Section stacked title={t`Hechas`}>
            <DataTable
              label={t`Importaciones`}
              rows={all}
              keyOf={(one) => one.id}
              onOpen={(one) => setPicked(one.id)}
              empty={<Empty words={t`Ninguna todavía. Un zip de tablas se prueba primero, sin cambiar nada.`} />}
              columns={[
                { id: "name", head: t`Origen`, cell: (one) => one.name },
                { id: "state", head: t`Estado`, cell: (one) => stateWords(one) },
                { id: "done", head: t`Leído`, cell: (one) => progressWords(one) },
                { id: "at", head: t`Cuándo`, cell: (one) => <time dateTime={one.asked_at} title={exactMoment(one.asked_at)}>{moment(one.asked_at, now())}</time> },
              ]}
            />
          </Section>
        )}
      </Loaded>
      {detail.error ? <Failing what={t`No se puede leer esta importación`} why={problemWords(detail.error)} /> : null}
      {run && detail.data ? (
        <Section
          stacked
          title={run.name}
          deeds={
            <>
              {run.dry && run.state === "done" && run.file ? (
                <Button look="main" disabled={begin.isPending} onClick={() => begin.mutate(run)}>{t`Importar de verdad`}</Button>
              ) : null}
              {!run.dry && run.file && (run.state === "failed" || run.state === "cancelled") ? (
                <Button disabled={begin.isPending} onClick={() => begin.mutate(run)}>{t`Continuar`}</Button>
              ) : null}
              {isGoing(run.state) ? <Button onClick={() => callOff.mutate(run.id)}>{t`Cancelar`}</Button> : null}
              {!run.dry && ["done", "failed", "cancelled"].includes(run.state) ? <Button onClick={() => setUndoing(run)}>{t`Deshacer`}</Button> : null}
            </>
          }
        >
          <ImportReport detail={detail.data} />
        </Section>
      ) : null}
      {adding ? <ImportDialog onAsked={asked} onClose={() => setAdding(false)} /> : null}
      {undoing ? (
        <Confirm
          danger
          title={t`Deshacer la importación`}
          deed={t`Deshacer`}
          onClose={() => setUndoing(null)}
          onConfirm={async () => {
            await call("POST /imports/{id}/undo", { path: { id: undoing.id }, body: {} });
            await again();
          }}
        >
          <p>{t`Salen sus casos, mensajes y contactos. Si alguien ya trabajó con algo de ello, no se deshace nada. Las bajas de publicidad quedan.`}</p>
        </Confirm>
      ) : null}
    </Page>
  );
}
