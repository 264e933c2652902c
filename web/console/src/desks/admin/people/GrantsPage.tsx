import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ScopeKind } from "~/client/contract/people";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { Loading } from "~/kit/Loading";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import { grantsQuery, rolesQuery } from "~/rooms/access/directoryQueries";
import { GiveDialog } from "~/rooms/access/GiveDialog";
import { GrantList } from "~/rooms/access/GrantList";
import { roleName, scopeKindName } from "~/rooms/access/roleWords";
import { useMay } from "~/rooms/access/useMay";
import css from "./GrantsPage.module.css";

const KINDS: ScopeKind[] = ["workspace", "unit", "brand", "queue", "account"];
const MOST = 300;

/** Every grant in force: who, what, where, until when. */
export function GrantsPage() {
  const may = useMay();
  const [role, setRole] = useState("");
  const [kind, setKind] = useState<ScopeKind | "">("");
  const [words, setWords] = useState("");
  const [open, setOpen] = useState(false);
  const roles = useQuery(rolesQuery).data ?? [];
  const found = useQuery(grantsQuery(role ? { role } : {}));
  const needle = words.trim().toLocaleLowerCase();
  const rows = (found.data ?? []).filter((one) => (!kind || one.scope_kind === kind) && one.name.toLocaleLowerCase().includes(needle));
  return (
    <Page
      title={t`Roles dados`}
      lede={t`Quién tiene qué rol, dónde vale y hasta cuándo. Revocar rige enseguida, también en páginas abiertas.`}
      wide
      deeds={may("grants.manage") ? <Button look="main" onClick={() => setOpen(true)}>{t`Dar un rol`}</Button> : null}
    >
      <div className={css.filters} role="search">
        <Field label={t`Buscar por nombre`} type="search" value={words} onChange={(event) => setWords(event.target.value)} />
        <Select label={t`Rol`} value={role} onChange={(event) => setRole(event.target.value)}>
          <option value="">{t`Todos`}</option>
          {roles.map((one) => (
            <option key={one.code} value={one.code}>
              {roleName(one)}
            </option>
          ))}
        </Select>
        <Select label={t`Dónde`} value={kind} onChange={(event) => setKind(event.target.value as ScopeKind | "")}>
          <option value="">{t`En cualquier parte`}</option>
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {scopeKindName(one)}
            </option>
          ))}
        </Select>
      </div>
      {found.isPending ? (
        <Loading rows={6} />
      ) : found.isError ? (
        <Failing what={t`No se pudo cargar la lista`} why={problemWords(found.error)} onRetry={() => void found.refetch()} />
      ) : (
        <GrantList grants={rows.slice(0, MOST)} who may={may("grants.manage")} empty={t`Ninguno con esas señas.`} />
      )}
      {rows.length > MOST ? <p>{t`Se ven los primeros ${MOST}. Filtrar para ver los demás.`}</p> : null}
      {open ? <GiveDialog onClose={() => setOpen(false)} /> : null}
    </Page>
  );
}
