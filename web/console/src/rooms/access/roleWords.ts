import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import type { Locale } from "~/client/contract/basics";
import type { GrantPlace, GrantRow, RoleView, ScopeKind } from "~/client/contract/people";

/** The name of a role in the language on screen. */
export function roleName(role: RoleView): string {
  return role.names[i18n.locale as Locale] || role.names.es;
}

/** The same by code; a role that was retired keeps its code. */
export function roleNameOf(roles: readonly RoleView[], code: string): string {
  const found = roles.find((one) => one.code === code);
  return found ? roleName(found) : code;
}

export function scopeKindName(kind: ScopeKind): string {
  switch (kind) {
    case "workspace":
      return t`Todo el espacio`;
    case "unit":
      return t`Unidad`;
    case "brand":
      return t`Marca`;
    case "queue":
      return t`Cola`;
    case "account":
      return t`Cuenta de canal`;
  }
}

/** Where a grant holds: "Marca: Brisa". */
export function scopeName(grant: Pick<GrantRow, "scope_kind" | "scope_id">, places: readonly GrantPlace[]): string {
  const kind = scopeKindName(grant.scope_kind);
  if (grant.scope_kind === "workspace") return kind;
  const name = places.find((one) => one.id === grant.scope_id)?.name ?? t`ya no existe`;
  return `${kind}: ${name}`;
}
