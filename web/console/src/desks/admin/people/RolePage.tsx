import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Confirm } from "~/kit/Confirm";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { Loading } from "~/kit/Loading";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { CopyRoleDialog } from "~/rooms/access/CopyRoleDialog";
import { grantsQuery, rolesQuery } from "~/rooms/access/directoryQueries";
import { GrantList } from "~/rooms/access/GrantList";
import { RoleForm } from "~/rooms/access/RoleForm";
import { RoleVerbs } from "~/rooms/access/RoleVerbs";
import { roleName, roleNameOf } from "~/rooms/access/roleWords";
import { useDirectoryDeed } from "~/rooms/access/useDirectoryDeed";
import { useMay } from "~/rooms/access/useMay";

/** One role: what it may, who has it; an own one is changed here, one of the house is copied. */
export function RolePage({ code }: { code: string }) {
  const navigate = useNavigate();
  const may = useMay();
  const roles = useQuery(rolesQuery);
  const grants = useQuery(grantsQuery({ role: code }));
  const [open, setOpen] = useState<"copy" | "retire" | null>(null);
  const retire = useDirectoryDeed(() => call("DELETE /roles/{code}", { path: { code } }));
  if (roles.isPending) return <Loading rows={5} />;
  if (roles.isError) return <Failing what={t`No se pudo cargar la lista`} why={problemWords(roles.error)} onRetry={() => void roles.refetch()} />;
  const role = roles.data.find((one) => one.code === code);
  if (!role) return <Empty words={t`Este rol se retiró, o no existe.`} />;
  const manages = may("grants.manage");
  const base = role.copied_from ? roleNameOf(roles.data, role.copied_from) : "";
  return (
    <Page
      title={roleName(role)}
      lede={role.own ? t`Rol propio, copiado de ${base}.` : t`Rol de la casa: no cambia. Para ajustarlo, copiarlo.`}
      wide
      deeds={
        manages ? (
          role.own ? (
            <Button look="danger" onClick={() => setOpen("retire")}>{t`Retirar`}</Button>
          ) : (
            <Button look="main" onClick={() => setOpen("copy")}>{t`Copiar`}</Button>
          )
        ) : null
      }
    >
      <Section title={t`Qué puede hacer`} stacked>
        {role.own && manages ? <RoleForm key={role.code} role={role} /> : <RoleVerbs chosen={role.verbs} />}
      </Section>
      <Section title={t`Quién lo tiene`} stacked>
        <GrantList grants={grants.data ?? []} who may={manages} empty={t`Nadie todavía.`} />
      </Section>
      {open === "copy" ? (
        <CopyRoleDialog
          roles={roles.data}
          from={role.code}
          onClose={() => setOpen(null)}
          onMade={(made) => void navigate({ to: "/admin/$section/$item", params: { section: "roles", item: made } })}
        />
      ) : null}
      {open === "retire" ? (
        <Confirm
          title={t`Retirar el rol ${roleName(role)}`}
          deed={t`Retirar`}
          danger
          onConfirm={() => retire.mutateAsync(undefined).then(() => navigate({ to: "/admin/$section", params: { section: "roles" } }))}
          onClose={() => setOpen(null)}
        >
          <p>{t`Deja de poder darse. Mientras alguien lo tenga no se retira.`}</p>
        </Confirm>
      ) : null}
    </Page>
  );
}
