import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { Failing } from "~/kit/Failing";
import { Loading } from "~/kit/Loading";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { organisationQuery, rolesQuery } from "~/rooms/access/directoryQueries";
import { SettingTable } from "~/rooms/access/SettingTable";
import { inTreeOrder } from "~/rooms/access/unitTree";
import { settingMeans, settingName, settingsQuery } from "~/rooms/access/unitSettings";
import { useMay } from "~/rooms/access/useMay";

/** What holds in each unit, whose word it is, and what nobody below may change. */
export function UnitSettingsPage() {
  const may = useMay();
  const found = useQuery(settingsQuery);
  const units = inTreeOrder(useQuery(organisationQuery).data?.units ?? []);
  const roles = useQuery(rolesQuery).data ?? [];
  return (
    <Page title={t`Ajustes por unidad`} lede={t`Cada unidad sigue a la de arriba mientras no diga otra cosa. Lo bloqueado no se cambia más abajo.`} wide>
      {found.isPending ? (
        <Loading rows={6} />
      ) : found.isError ? (
        <Failing what={t`No se pudieron cargar los ajustes`} why={problemWords(found.error)} onRetry={() => void found.refetch()} />
      ) : (
        found.data.known.map((known) => (
          <Section key={known.key} title={settingName(known.key)} hint={settingMeans(known.key)} stacked>
            <SettingTable known={known} said={found.data.said} names={found.data.names} units={units} roles={roles} may={may("settings.write")} />
          </Section>
        ))
      )}
    </Page>
  );
}
