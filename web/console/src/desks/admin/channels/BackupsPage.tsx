import { t } from "@lingui/core/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { BackupProgress } from "~/client/contract/backups";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { CopyField } from "~/kit/CopyField";
import { DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { count, exactMoment, fileSize, percent } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { Notice } from "~/kit/Notice";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Progress } from "~/kit/Progress";
import { Section } from "~/kit/Section";
import { useMay } from "~/rooms/access/useMay";

const LOOKS = 1_000;

/** What is being done, and how much of the whole is. */
function stepWords({ step, share }: BackupProgress): string {
  const done = percent(share);
  switch (step) {
    case "count":
      return t`Contando filas · ${done} de la copia`;
    case "database":
      return t`Copiando la base · ${done} de la copia`;
    case "files":
      return t`Copiando archivos · ${done} de la copia`;
    case "check":
      return t`Releyendo lo copiado · ${done} de la copia`;
  }
}

/** When the installation was last copied, whether that copy can be trusted, and how it is brought back. */
export function BackupsPage() {
  const cache = useQueryClient();
  const may = useMay()("settings.write");
  const key = ["backups"];
  const backups = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call("GET /backups", { signal }),
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.running ? LOOKS : false),
  });
  const make = useMutation({ mutationFn: () => call("POST /backups", { body: {} }), onSettled: () => cache.invalidateQueries({ queryKey: key }) });
  const running = Boolean(backups.data?.running);
  return (
    <Page
      wide
      title={t`Copias de seguridad`}
      lede={t`Una copia guarda la base y los archivos en un solo archivo, y se relee entera antes de darla por buena.`}
      deeds={
        may ? (
          <Button look="main" disabled={running || make.isPending} onClick={() => make.mutate()}>
            {t`Copiar ahora`}
          </Button>
        ) : null
      }
    >
      {make.error ? <Failing what={t`No se empezó la copia`} why={problemWords(make.error)} /> : null}
      <Loaded query={backups}>
        {({ made, old, error, restore, progress }) => (
          <>
            {progress ? <Progress label={stepWords(progress)} done={progress.share} of={1} /> : null}
            {error ? <Failing what={t`La última copia falló`} why={error} /> : null}
            {old && !running ? (
              <Notice tone="approaching">{made.length > 0 ? t`La última copia tiene más de dos días.` : t`Aún no hay ninguna copia de esta instalación.`}</Notice>
            ) : null}
            <Section stacked title={t`Hechas`}>
              <DataTable
                label={t`Copias de seguridad`}
                rows={made}
                keyOf={(one) => one.at}
                empty={<Empty words={t`Ninguna todavía.`} />}
                columns={[
                  { id: "at", head: t`Cuándo`, cell: (one) => exactMoment(one.at) },
                  { id: "file", head: t`Dónde`, cell: (one) => (one.there ? one.file : t`${one.file} (ya no está ahí)`) },
                  { id: "size", head: t`Tamaño`, align: "end", cell: (one) => fileSize(one.bytes) },
                  { id: "rows", head: t`Filas`, align: "end", cell: (one) => count(one.rows) },
                  { id: "whole", head: t`Releída`, cell: (one) => (one.verified ? t`sí, entera` : t`no`) },
                  { id: "key", head: t`Con la clave maestra`, cell: (one) => (one.with_key ? t`sí` : t`no`) },
                ]}
              />
            </Section>
            {made.length > 0 ? (
              <Section title={t`Restaurar`} hint={t`Con Trato detenido, en la terminal. Sin la clave maestra original, los secretos de los canales no se pueden leer.`}>
                <CopyField label={t`Orden`} value={restore} />
              </Section>
            ) : null}
          </>
        )}
      </Loaded>
    </Page>
  );
}
