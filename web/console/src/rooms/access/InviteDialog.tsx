import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import type { Locale } from "~/client/contract/basics";
import { call, Refused } from "~/client/http";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import css from "./Access.module.css";
import { organisationQuery } from "./directoryQueries";
import { endOfDay } from "./grantDraft";
import { type GrantDraft, GrantFields, NO_GRANT } from "./GrantFields";
import { InvitationLink } from "./InvitationLink";
import { LANGUAGES } from "./languages";
import { useDirectoryDeed } from "./useDirectoryDeed";

/** Asking somebody in: who, in which team, with which role; then their link. */
export function InviteDialog({ mayGrant, onClose }: { mayGrant: boolean; onClose: () => void }) {
  const form = useId();
  const organisation = useQuery(organisationQuery).data;
  const [who, setWho] = useState({ email: "", name: "", locale: i18n.locale as Locale, team: "" });
  const [draft, setDraft] = useState<GrantDraft>(NO_GRANT);
  const invite = useDirectoryDeed(() =>
    call("POST /invitations", {
      body: {
        email: who.email,
        name: who.name,
        locale: who.locale,
        time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        teams: who.team ? [who.team] : [],
        grants: draft.role ? [{ role: draft.role, scope_kind: draft.scope_kind, scope_id: draft.scope_id, until: endOfDay(draft.until) }] : [],
      },
    }),
  );
  const problem = invite.error instanceof Refused ? invite.error.problem : null;
  const byEmail = problem?.code === "email_taken" || problem?.field === "email";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate(undefined);
  };
  if (invite.data)
    return (
      <Dialog title={t`Invitación lista`} onClose={onClose} foot={<Button look="main" onClick={onClose}>{t`Listo`}</Button>}>
        <InvitationLink made={invite.data} />
      </Dialog>
    );
  return (
    <Dialog
      title={t`Invitar a una persona`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button look="main" type="submit" form={form} disabled={invite.isPending}>
            {t`Invitar`}
          </Button>
        </>
      }
    >
      <form id={form} className={css.form} onSubmit={submit}>
        <Field
          label={t`Correo`}
          type="email"
          required
          autoComplete="off"
          value={who.email}
          error={byEmail ? problemWords(invite.error) : undefined}
          onChange={(event) => setWho({ ...who, email: event.target.value })}
        />
        <Field label={t`Nombre`} required maxLength={200} autoComplete="off" value={who.name} onChange={(event) => setWho({ ...who, name: event.target.value })} />
        <Select label={t`Idioma`} value={who.locale} onChange={(event) => setWho({ ...who, locale: event.target.value as Locale })}>
          {LANGUAGES.map(([code, name]) => (
            <option key={code} value={code} lang={code}>
              {name}
            </option>
          ))}
        </Select>
        <Select label={t`Equipo`} value={who.team} onChange={(event) => setWho({ ...who, team: event.target.value })}>
          <option value="">{t`Ninguno por ahora`}</option>
          {(organisation?.teams ?? []).map((team) => (
            <option key={team.id} value={team.id}>
              {team.name}
            </option>
          ))}
        </Select>
        {mayGrant ? <GrantFields draft={draft} onChange={setDraft} optional /> : null}
        {invite.error && !byEmail ? <Failing what={t`No se invitó`} why={problemWords(invite.error)} /> : null}
      </form>
    </Dialog>
  );
}
