import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import type { OidcProvider } from "~/client/contract/oidcEndpoints";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Chip } from "~/kit/Chip";
import { Confirm } from "~/kit/Confirm";
import { CopyField } from "~/kit/CopyField";
import { DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { IconButton } from "~/kit/IconButton";
import { Loading } from "~/kit/Loading";
import { Menu } from "~/kit/Menu";
import { MenuItem } from "~/kit/MenuItem";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { OidcDialog } from "~/rooms/access/OidcDialog";
import { oidcProvidersQuery } from "~/rooms/access/oidcQueries";
import { useMay } from "~/rooms/access/useMay";

type Asked = { kind: "edit"; one: OidcProvider | null } | { kind: "pause" | "remove"; one: OidcProvider };

/** Which providers may say who somebody is. */
export function OidcPage() {
  const cache = useQueryClient();
  const found = useQuery(oidcProvidersQuery);
  const may = useMay()("grants.manage");
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const again = () => cache.invalidateQueries({ queryKey: oidcProvidersQuery.queryKey });
  const pause = (one: OidcProvider, paused: boolean) => call("PATCH /oidc-providers/{id}", { path: { id: one.id }, body: { paused } }).then(again);
  const add = may ? <Button look="main" onClick={() => setAsked({ kind: "edit", one: null })}>{t`Añadir un proveedor`}</Button> : null;
  return (
    <Page
      title={t`Entrada con la empresa`}
      lede={t`Quien ya está en Trato entra con su cuenta de la empresa, por OpenID Connect. Nadie se crea al entrar: el correo verificado tiene que ser el de una persona activa o invitada.`}
      deeds={found.data?.providers.length ? add : null}
      wide
    >
      {found.isPending ? <Loading rows={3} /> : null}
      {found.isError ? <Failing what={t`No llega la lista`} why={problemWords(found.error)} onRetry={() => void found.refetch()} /> : null}
      {found.data ? (
        <>
          <Section title={t`Proveedores`} stacked>
            <DataTable
              label={t`Proveedores de entrada`}
              rows={found.data.providers}
              keyOf={(one) => one.id}
              onOpen={may ? (one) => setAsked({ kind: "edit", one }) : undefined}
              empty={<Empty words={t`Ninguno todavía. Se entra con contraseña o con llave de acceso.`}>{add}</Empty>}
              columns={[
                { id: "name", head: t`Nombre`, cell: (one) => one.name },
                { id: "issuer", head: t`Emisor`, cell: (one) => one.issuer },
                { id: "client", head: t`Cliente`, cell: (one) => one.client_id },
                { id: "state", head: t`Estado`, cell: (one) => (one.state === "paused" ? <Chip tone="line">{t`En pausa`}</Chip> : t`Activo`) },
                {
                  id: "deeds",
                  head: t`Qué se puede hacer`,
                  unseen: true,
                  cell: (one) =>
                    may ? (
                      <Menu trigger={<IconButton icon={MoreHorizontal} name={t`Más de ${one.name}`} />}>
                        <MenuItem onSelect={() => setAsked({ kind: "edit", one })}>{t`Cambiar`}</MenuItem>
                        <MenuItem onSelect={() => setAsked({ kind: "pause", one })}>{one.state === "active" ? t`Poner en pausa` : t`Reanudar`}</MenuItem>
                        <MenuItem onSelect={() => setAsked({ kind: "remove", one })}>{t`Quitar`}</MenuItem>
                      </Menu>
                    ) : null,
                },
              ]}
            />
          </Section>
          <Section title={t`Lo que pide el proveedor`} stacked>
            <CopyField label={t`Dirección de retorno`} value={found.data.redirect_uri} />
          </Section>
        </>
      ) : null}
      {asked?.kind === "edit" ? <OidcDialog provider={asked.one} onSaved={() => void again()} onClose={close} /> : null}
      {asked?.kind === "pause" ? (
        <Confirm
          title={asked.one.state === "active" ? t`Poner en pausa ${asked.one.name}` : t`Reanudar ${asked.one.name}`}
          deed={asked.one.state === "active" ? t`Poner en pausa` : t`Reanudar`}
          onConfirm={() => pause(asked.one, asked.one.state === "active")}
          onClose={close}
        >
          <p>{asked.one.state === "active" ? t`Su botón desaparece de la entrada. Las sesiones abiertas siguen.` : t`Su botón vuelve a la entrada.`}</p>
        </Confirm>
      ) : null}
      {asked?.kind === "remove" ? (
        <Confirm
          title={t`Quitar ${asked.one.name}`}
          deed={t`Quitar`}
          danger
          onConfirm={() => call("DELETE /oidc-providers/{id}", { path: { id: asked.one.id } }).then(again)}
          onClose={close}
        >
          <p>{t`Nadie más entra por ahí, y se olvida qué cuenta era de quién. Las sesiones abiertas siguen.`}</p>
        </Confirm>
      ) : null}
    </Page>
  );
}
