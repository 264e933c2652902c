import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { Loading } from "~/kit/Loading";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import type { SectionPage } from "~/kit/settingSection";
import { rolesQuery } from "~/rooms/access/directoryQueries";
import { CopyRoleDialog } from "~/rooms/access/CopyRoleDialog";
import { RoleMatrix } from "~/rooms/access/RoleMatrix";
import css from "./GrantsPage.module.css";
import { RolePage } from "./RolePage";
import { useMay } from "~/rooms/access/useMay";

type Shown = "all" | "held" | "own";

/** What each role may do, all of them beside each other. */
export function RolesPage({ item }: SectionPage) {
  const navigate = useNavigate();
  const may = useMay();
  const found = useQuery(rolesQuery);
  const [words, setWords] = useState("");
  const [shown, setShown] = useState<Shown>("all");
  const [copying, setCopying] = useState(false);
  if (item) return <RolePage code={item} />;
  const roles = (found.data ?? []).filter((one) => shown === "all" || (shown === "own" ? one.own : (one.held ?? 0) > 0));
  const go = (code: string) => void navigate({ to: "/admin/$section/$item", params: { section: "roles", item: code } });
  return (
    <Page
      title={t`Roles`}
      lede={t`Qué puede hacer cada rol. Los de la casa no cambian; para ajustar uno, se copia.`}
      wide
      deeds={may("grants.manage") ? <Button look="main" onClick={() => setCopying(true)}>{t`Rol propio`}</Button> : null}
    >
      <div className={css.filters} role="search">
        <Field label={t`Buscar un permiso`} type="search" value={words} onChange={(event) => setWords(event.target.value)} />
        <Select label={t`Roles a la vista`} value={shown} onChange={(event) => setShown(event.target.value as Shown)}>
          <option value="all">{t`Todos`}</option>
          <option value="held">{t`Los que alguien tiene`}</option>
          <option value="own">{t`Los propios`}</option>
        </Select>
      </div>
      {found.isPending ? (
        <Loading rows={8} />
      ) : found.isError ? (
        <Failing what={t`No se pudo cargar la lista`} why={problemWords(found.error)} onRetry={() => void found.refetch()} />
      ) : (
        <RoleMatrix roles={roles} words={words} onOpen={go} />
      )}
      {copying ? <CopyRoleDialog roles={found.data ?? []} onClose={() => setCopying(false)} onMade={go} /> : null}
    </Page>
  );
}
