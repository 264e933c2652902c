import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { Id } from "~/client/contract/basics";
import type { ScopeKind } from "~/client/contract/people";
import { Field } from "~/kit/Field";
import { now } from "~/kit/now";
import { Select } from "~/kit/Select";
import { placesQuery, rolesQuery } from "./directoryQueries";
import { roleName, scopeKindName } from "./roleWords";

/** A role, where it holds, and until when. `until` is a day, or empty for no end. */
export interface GrantDraft {
  role: string;
  scope_kind: ScopeKind;
  scope_id: Id | null;
  until: string;
}

export const NO_GRANT: GrantDraft = { role: "", scope_kind: "workspace", scope_id: null, until: "" };
/** The day it is, as a date field reads it. */
function today(): string {
  return new Date(now()).toISOString().slice(0, 10);
}

const KINDS: ScopeKind[] = ["workspace", "unit", "brand", "queue", "account"];

export function GrantFields({ draft, onChange, optional }: { draft: GrantDraft; onChange: (draft: GrantDraft) => void; optional?: boolean }) {
  const roles = useQuery(rolesQuery).data ?? [];
  const places = useQuery(placesQuery).data ?? [];
  const here = places.filter((one) => one.kind === draft.scope_kind);
  return (
    <>
      <Select label={t`Rol`} required={!optional} value={draft.role} onChange={(event) => onChange({ ...draft, role: event.target.value })}>
        <option value="">{optional ? t`Ninguno por ahora` : t`Elegir un rol`}</option>
        {roles.map((role) => (
          <option key={role.code} value={role.code}>
            {roleName(role)}
          </option>
        ))}
      </Select>
      <Select
        label={t`Dónde vale`}
        value={draft.scope_kind}
        onChange={(event) => onChange({ ...draft, scope_kind: event.target.value as ScopeKind, scope_id: null })}
      >
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {scopeKindName(kind)}
          </option>
        ))}
      </Select>
      {draft.scope_kind === "workspace" ? null : (
        <Select
          label={scopeKindName(draft.scope_kind)}
          required
          value={draft.scope_id ?? ""}
          onChange={(event) => onChange({ ...draft, scope_id: event.target.value || null })}
        >
          <option value="">{here.length ? t`Elegir` : t`No hay ninguna todavía`}</option>
          {here.map((place) => (
            <option key={place.id} value={place.id}>
              {`${"\u2003".repeat(Math.max(0, place.depth - 1))}${place.name}`}
            </option>
          ))}
        </Select>
      )}
      <Field
        label={t`Hasta`}
        type="date"
        hint={t`Vacío: sin fin. Ese día inclusive.`}
        value={draft.until}
        min={today()}
        onChange={(event) => onChange({ ...draft, until: event.target.value })}
      />
    </>
  );
}
