import { plural, t } from "@lingui/core/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { LibraryAccount, LibraryTemplate } from "~/client/contract/libraryEndpoints";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Chip } from "~/kit/Chip";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { moment } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { Notice } from "~/kit/Notice";
import { now } from "~/kit/now";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { useMay } from "~/rooms/access/useMay";
import { libraryQuery } from "~/rooms/channels/libraryQuery";
import { templateStateWords } from "~/rooms/channels/templateStateWords";
import { categoryWords } from "~/rooms/spending/categoryWords";
import { TemplateDialog } from "./TemplateDialog";
import { TemplateView } from "./TemplateView";

/** Every text that a channel approved, or is asked to: how it stands with its provider, and what it says. */
export function TemplatesPage() {
  const cache = useQueryClient();
  const may = useMay()("channels.manage");
  const library = useQuery(libraryQuery);
  const [writing, setWriting] = useState<LibraryTemplate | "new" | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const refresh = () => cache.invalidateQueries({ queryKey: libraryQuery.queryKey });
  const look = useMutation({ mutationFn: (accounts: LibraryAccount[]) => lookAtAll(accounts), onSettled: refresh });
  const reachable = library.data?.accounts.filter((one) => one.reachable) ?? [];
  return (
    <Page
      wide
      title={t`Plantillas`}
      lede={t`Los textos con los que se puede escribir primero, o con la ventana cerrada. El proveedor los revisa antes de dejarlos salir.`}
      deeds={
        may && reachable.length > 0 ? (
          <>
            <Button disabled={look.isPending} onClick={() => look.mutate(reachable)}>
              {look.isPending ? t`Consultando…` : t`Sincronizar con el proveedor`}
            </Button>
            <Button look="main" onClick={() => setWriting("new")}>{t`Nueva plantilla`}</Button>
          </>
        ) : null
      }
    >
      {look.error ? <Failing what={t`No se sincronizó`} why={problemWords(look.error)} onRetry={() => look.mutate(reachable)} /> : null}
      {look.data ? <Notice>{lookedWords(look.data)}</Notice> : null}
      <Loaded query={library}>
        {({ templates }) => (
          <DataTable
            label={t`Plantillas`}
            rows={templates}
            keyOf={(one) => one.id}
            onOpen={(one) => setOpen(one.id)}
            columns={columns()}
            empty={<Empty words={t`Ninguna plantilla. Sincronizar trae las que el proveedor ya aprobó.`} />}
          />
        )}
      </Loaded>
      {open ? (
        <TemplateView
          template={library.data?.templates.find((one) => one.id === open) ?? null}
          onAgain={may ? (one) => { setOpen(null); setWriting(one); } : null}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {writing ? <TemplateDialog from={writing === "new" ? null : writing} accounts={reachable} onSent={refresh} onClose={() => setWriting(null)} /> : null}
    </Page>
  );
}

async function lookAtAll(accounts: LibraryAccount[]) {
  const looks = await Promise.all(accounts.map((one) => call("POST /templates/look", { body: { account_id: one.id } })));
  const sum = (key: "found" | "new" | "changed" | "gone") => looks.reduce((all, one) => all + one[key], 0);
  return { found: sum("found"), new: sum("new"), changed: sum("changed"), gone: sum("gone") };
}

function lookedWords(told: { found: number; new: number; changed: number; gone: number }): string {
  const found = plural(told.found, { one: "El proveedor tiene # plantilla", many: "El proveedor tiene # plantillas", other: "El proveedor tiene # plantillas" });
  return t`${found}: ${told.new} nuevas aquí, ${told.changed} con otro texto, ${told.gone} que ya no están.`;
}

const columns = (): Column<LibraryTemplate>[] => [
  { id: "name", head: t`Plantilla`, cell: (one) => one.name },
  { id: "language", head: t`Idioma`, cell: (one) => one.language },
  { id: "category", head: t`Categoría`, cell: (one) => categoryWords(one.category) },
  { id: "account", head: t`Cuenta`, cell: (one) => one.account },
  {
    id: "state",
    head: t`Estado`,
    cell: (one) => (one.state === "approved" ? templateStateWords(one.state, "") : <Chip tone={one.state === "pending" ? "approaching" : "breached"}>{templateStateWords(one.state, "")}</Chip>),
  },
  { id: "version", head: t`Versión`, align: "end", cell: (one) => one.version },
  { id: "looked", head: t`Consultada`, cell: (one) => (one.looked_at ? moment(one.looked_at, now()) : "–") },
];
