import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Id } from "~/client/contract/basics";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { Loading } from "~/kit/Loading";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { personQuery } from "~/rooms/access/directoryQueries";
import { GrantDialog } from "~/rooms/access/GrantDialog";
import { GrantList } from "~/rooms/access/GrantList";
import { Memberships } from "~/rooms/access/Memberships";
import { PersonForm } from "~/rooms/access/PersonForm";
import { PersonInvitation } from "~/rooms/access/PersonInvitation";
import { PersonSecurity } from "~/rooms/access/PersonSecurity";
import { StateChip } from "~/rooms/access/StateChip";
import { Why } from "~/rooms/access/Why";
import { useMay } from "~/rooms/access/useMay";

/** One person: their data, teams, roles, what they may and why, and how they come in. */
export function PersonPage({ id }: { id: Id }) {
  const may = useMay();
  const found = useQuery(personQuery(id));
  const [granting, setGranting] = useState(false);
  if (found.isPending) return <Loading rows={6} />;
  if (found.isError) return <Failing what={t`No se pudo abrir a esta persona`} why={problemWords(found.error)} onRetry={() => void found.refetch()} />;
  const view = found.data;
  const manages = may("users.manage");
  return (
    <Page title={view.person.name} lede={view.person.email} wide deeds={<StateChip state={view.person.state} />}>
      {view.person.state === "invited" ? (
        <Section title={t`Invitación`} hint={t`Todavía no entró.`}>
          <PersonInvitation view={view} may={manages} />
        </Section>
      ) : null}
      <Section title={t`Datos personales`}>
        <PersonForm key={view.person.id} person={view.person} may={manages} />
      </Section>
      <Section title={t`Equipos`} hint={t`Los roles de un equipo valen para quienes están en él.`}>
        <Memberships view={view} may={manages} />
      </Section>
      <Section
        title={t`Roles`}
        hint={t`Lo que puede hacer es la suma de sus roles, cada uno donde vale.`}
        stacked
        deeds={may("grants.manage") ? <Button onClick={() => setGranting(true)}>{t`Dar un rol`}</Button> : null}
      >
        <GrantList grants={view.grants} may={may("grants.manage")} />
      </Section>
      <Section title={t`Qué puede hacer y por qué`} hint={t`Cada permiso con el rol que lo da y dónde vale.`} stacked>
        <Why view={view} />
      </Section>
      <Section title={t`Entrada y sesiones`}>
        <PersonSecurity view={view} may={manages} />
      </Section>
      {granting ? <GrantDialog to={view.person.id} name={view.person.name} onClose={() => setGranting(false)} /> : null}
    </Page>
  );
}
