import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import type { Panel } from "~/client/contract/panels";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Chip } from "~/kit/Chip";
import { Confirm } from "~/kit/Confirm";
import { CopyField } from "~/kit/CopyField";
import { DataTable } from "~/kit/DataTable";
import { Dialog } from "~/kit/Dialog";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { IconButton } from "~/kit/IconButton";
import { Loading } from "~/kit/Loading";
import { Menu } from "~/kit/Menu";
import { MenuItem } from "~/kit/MenuItem";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { meQuery } from "~/rooms/access/queries";
import { systemsQuery } from "~/rooms/panels/queries";
import { SystemDialog } from "~/rooms/panels/SystemDialog";
import { tellWords } from "~/rooms/panels/tellWords";

type Asked = { kind: "edit"; one: Panel | null } | { kind: "remove" | "renew"; one: Panel } | { kind: "secret"; secret: string };

/** Which other systems are asked about a contact, and what they may know. */
export function SystemsPage() {
  const cache = useQueryClient();
  const systems = useQuery(systemsQuery);
  const { data: me } = useQuery(meQuery);
  const brandWords = (id: string | null) => (id === null ? t`Todas` : (me?.brands.find((each) => each.id === id)?.name ?? t`Otra`));
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const again = () => cache.invalidateQueries({ queryKey: systemsQuery.queryKey });
  const rest = (one: Panel) =>
    void call("PATCH /panels/{id}", { path: { id: one.id }, body: { paused: one.state === "active" } }).then(again);
  const connect = <Button look="main" onClick={() => setAsked({ kind: "edit", one: null })}>{t`Conectar un sistema`}</Button>;
  return (
    <Page
      title={t`Sistemas conectados`}
      lede={t`Tienda, facturación o CRM: Trato les pregunta por el contacto cuando alguien abre un caso, y muestra lo que contestan junto a él.`}
      deeds={systems.data?.length ? connect : null}
      wide
    >
      <Section title={t`Sistemas`} stacked>
        {systems.isPending ? <Loading rows={3} /> : null}
        {systems.isError ? <Failing what={t`No llega la lista`} why={problemWords(systems.error)} onRetry={() => void systems.refetch()} /> : null}
        {systems.data ? (
          <DataTable
            label={t`Sistemas conectados`}
            rows={systems.data}
            keyOf={(one) => one.id}
            onOpen={(one) => setAsked({ kind: "edit", one })}
            empty={
              <Empty words={t`Ninguno todavía. Con uno conectado, el estado del pedido o del plan se ve sin abrir otra pestaña.`}>{connect}</Empty>
            }
            columns={[
              { id: "name", head: t`Nombre`, cell: (one) => one.name },
              { id: "url", head: t`Dirección`, cell: (one) => one.url },
              { id: "brand", head: t`Marca`, cell: (one) => brandWords(one.brand_id) },
              { id: "tells", head: t`Sabe del contacto`, cell: (one) => one.tells.map(tellWords).join(", ") },
              { id: "state", head: t`Estado`, cell: (one) => (one.state === "paused" ? <Chip tone="line">{t`En pausa`}</Chip> : t`Activo`) },
              {
                id: "deeds",
                head: t`Qué se puede hacer`,
                unseen: true,
                cell: (one) => (
                  <Menu trigger={<IconButton icon={MoreHorizontal} name={t`Más de ${one.name}`} />}>
                    <MenuItem onSelect={() => setAsked({ kind: "edit", one })}>{t`Cambiar`}</MenuItem>
                    <MenuItem onSelect={() => rest(one)}>{one.state === "active" ? t`Poner en pausa` : t`Reanudar`}</MenuItem>
                    <MenuItem onSelect={() => setAsked({ kind: "renew", one })}>{t`Renovar el secreto`}</MenuItem>
                    <MenuItem onSelect={() => setAsked({ kind: "remove", one })}>{t`Quitar`}</MenuItem>
                  </Menu>
                ),
              },
            ]}
          />
        ) : null}
      </Section>
      {asked?.kind === "edit" ? <SystemDialog one={asked.one} brands={me?.brands ?? []} onClose={close} /> : null}
      {asked?.kind === "remove" ? (
        <Confirm
          title={t`Quitar ${asked.one.name}`}
          deed={t`Quitar`}
          danger
          onClose={close}
          onConfirm={() => call("DELETE /panels/{id}", { path: { id: asked.one.id } }).then(again)}
        >
          <p>{t`Ya no se le pregunta, y lo que dijo se borra de Trato. En ese sistema no cambia nada.`}</p>
        </Confirm>
      ) : null}
      {asked?.kind === "renew" ? (
        <Confirm
          title={t`Renovar el secreto de ${asked.one.name}`}
          deed={t`Renovar`}
          onClose={() => setAsked((now) => (now?.kind === "secret" ? now : null))}
          onConfirm={() =>
            call("POST /panels/{id}/secret", { path: { id: asked.one.id }, body: {} }).then(({ secret }) => setAsked({ kind: "secret", secret }))
          }
        >
          <p>{t`El de ahora deja de valer al momento: hasta que ese sistema conozca el nuevo, rechazará las preguntas.`}</p>
        </Confirm>
      ) : null}
      {asked?.kind === "secret" ? (
        <Dialog title={t`El secreto nuevo`} onClose={close} foot={<Button look="main" onClick={close}>{t`Ya lo guardé`}</Button>}>
          <CopyField label={t`Secreto`} value={asked.secret} />
        </Dialog>
      ) : null}
    </Page>
  );
}
