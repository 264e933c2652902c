import { t } from "@lingui/core/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Confirm } from "~/kit/Confirm";
import { CopyField } from "~/kit/CopyField";
import { DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { moment } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { now } from "~/kit/now";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { Select } from "~/kit/Select";
import { Attempts } from "~/rooms/webhooks/Attempts";
import { HookDialog } from "~/rooms/webhooks/HookDialog";
import { hookErrorWords, kindWords } from "~/rooms/webhooks/kindWords";
import { deliveriesQuery, hooksQuery } from "~/rooms/webhooks/queries";
import css from "./AccountsPage.module.css";

/** One destination: what it was told, how each try went, and telling it again. */
export function HookPage({ id }: { id: string }) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const hooks = useQuery(hooksQuery);
  const [state, setState] = useState("");
  const log = useQuery(deliveriesQuery(id, state));
  const [open, setOpen] = useState<"change" | "remove" | null>(null);
  const [seq, setSeq] = useState<number | null>(null);
  const refresh = () => cache.invalidateQueries({ queryKey: hooksQuery.queryKey });
  const path = { id };
  const pause = useMutation({ mutationFn: (paused: boolean) => call("PATCH /webhooks/{id}", { path, body: { paused } }), onSuccess: refresh });
  const test = useMutation({ mutationFn: () => call("POST /webhooks/{id}/test", { path, body: {} }), onSuccess: () => setTimeout(() => void refresh(), 1_500) });
  const secret = useMutation({ mutationFn: () => call("POST /webhooks/{id}/secret", { path, body: {} }) });
  const replay = useMutation({ mutationFn: (body: { first: number; last?: number }) => call("POST /webhooks/{id}/replay", { path, body }), onSuccess: refresh });
  const hook = hooks.data?.find((one) => one.id === id);
  if (hooks.isSuccess && !hook) return <Empty words={t`Este destino ya no existe.`} />;
  const error = pause.error ?? test.error ?? secret.error ?? replay.error;
  const failed = (log.data ?? []).filter((one) => one.state === "failed");
  const first = failed.at(-1);
  const last = failed[0];
  return (
    <Page
      wide
      title={hook?.description || hook?.url || ""}
      lede={hook?.url}
      deeds={
        <>
          <Button onClick={() => setOpen("change")}>{t`Cambiar`}</Button>
          <Button disabled={test.isPending} onClick={() => test.mutate()}>{t`Enviar una prueba`}</Button>
          {hook ? (
            <Button disabled={pause.isPending} onClick={() => pause.mutate(hook.state === "active")}>
              {hook.state === "active" ? t`Poner en pausa` : t`Reanudar`}
            </Button>
          ) : null}
          <Button disabled={secret.isPending} onClick={() => secret.mutate()}>{t`Cambiar el secreto`}</Button>
          <Button look="danger" onClick={() => setOpen("remove")}>{t`Quitar`}</Button>
        </>
      }
    >
      {error ? <Failing what={t`No se hizo`} why={problemWords(error)} /> : null}
      {secret.data ? (
        <Section title={t`Secreto nuevo`} hint={t`El anterior firma un día más. No se vuelve a mostrar.`}>
          <CopyField label={t`Secreto`} value={secret.data.secret} />
        </Section>
      ) : null}
      <Section
        stacked
        title={t`Avisos`}
        deeds={
          <>
            <Select label={t`Mostrar`} value={state} onChange={(event) => setState(event.target.value)}>
              <option value="">{t`Todos`}</option>
              <option value="failed">{t`Fallidos`}</option>
              <option value="waiting">{t`En espera`}</option>
              <option value="delivered">{t`Recibidos`}</option>
            </Select>
            <Button onClick={() => void log.refetch()}>{t`Actualizar`}</Button>
            {first && last ? (
              <Button disabled={replay.isPending} onClick={() => replay.mutate({ first: first.seq, last: last.seq })}>{t`Repetir los fallidos`}</Button>
            ) : null}
          </>
        }
      >
        <Loaded query={log}>
          {(rows) => (
            <DataTable
              dense
              label={t`Avisos`}
              rows={rows}
              keyOf={(one) => String(one.seq)}
              onOpen={(one) => setSeq(one.seq === seq ? null : one.seq)}
              empty={<Empty words={t`Aún no se le ha avisado nada. Enviar una prueba lo muestra.`} />}
              columns={[
                { id: "kind", head: t`Hecho`, cell: (one) => kindWords(one.kind) },
                { id: "at", head: t`Cuándo`, cell: (one) => moment(one.created_at, now()) },
                { id: "state", head: t`Resultado`, cell: (one) => (one.error ? hookErrorWords(one.error) : one.state === "delivered" ? t`Recibido` : t`En espera`) },
                { id: "code", head: t`Código`, align: "end", cell: (one) => one.response_code ?? "–" },
                { id: "ms", head: "ms", align: "end", cell: (one) => one.duration_ms ?? "–" },
                { id: "tries", head: t`Intentos`, align: "end", cell: (one) => one.attempts },
                {
                  id: "again",
                  head: t`Repetir`,
                  unseen: true,
                  cell: (one) =>
                    one.state === "failed" || one.state === "delivered" ? (
                      <Button look="bare" disabled={replay.isPending} onClick={() => replay.mutate({ first: one.seq })}>{t`Repetir`}</Button>
                    ) : null,
                },
              ]}
            />
          )}
        </Loaded>
        {seq !== null ? <Attempts id={id} seq={seq} /> : null}
        {replay.data ? <p role="status" className={css.quiet}>{t`Se repetirán: ${replay.data.facts}`}</p> : null}
      </Section>
      {open === "change" && hook ? <HookDialog hook={hook} onClose={() => setOpen(null)} /> : null}
      {open === "remove" ? (
        <Confirm
          title={t`Quitar el destino`}
          deed={t`Quitar el destino`}
          danger
          onConfirm={() => call("DELETE /webhooks/{id}", { path }).then(() => void refresh().then(() => navigate({ to: "/admin/$section", params: { section: "webhooks" } })))}
          onClose={() => setOpen(null)}
        >
          <p>{t`No se le avisa nada más. Su registro queda.`}</p>
        </Confirm>
      ) : null}
    </Page>
  );
}
