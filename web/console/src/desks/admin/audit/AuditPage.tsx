import { t } from "@lingui/core/macro";
import { useDeferredValue, useState } from "react";
import type { AuditAsked } from "~/client/contract/auditEndpoints";
import { Page } from "~/kit/Page";
import { AuditCheck } from "~/rooms/access/AuditCheck";
import { AuditExport } from "~/rooms/access/AuditExport";
import { ALL_OF_IT, type AuditChosen, AuditFilters } from "~/rooms/access/AuditFilters";
import { AuditTable } from "~/rooms/access/AuditTable";
import { endOfDay } from "~/rooms/access/grantDraft";

/** Who did what, upon what, when; and whether nobody touched it since. */
export function AuditPage() {
  const [chosen, setChosen] = useState<AuditChosen>(ALL_OF_IT);
  const asked = useDeferredValue(askedOf(chosen));
  return (
    <Page
      title={t`Auditoría`}
      lede={t`Lo que se hizo con la administración, los casos y los contactos. No se puede cambiar ni borrar: cada línea lleva la huella de la anterior.`}
      wide
      deeds={<AuditExport asked={asked} />}
    >
      <AuditCheck />
      <AuditFilters chosen={chosen} onChange={setChosen} />
      <AuditTable asked={asked} onObject={(object) => setChosen({ ...chosen, object })} />
    </Page>
  );
}

function askedOf({ actor, object, verb, since, until }: AuditChosen): AuditAsked {
  const end = endOfDay(until);
  return {
    ...(actor ? { actor_id: actor.id } : {}),
    ...(object ? { object_id: object.id } : {}),
    ...(verb ? { verb } : {}),
    ...(since ? { since: new Date(`${since}T00:00:00`).toISOString() } : {}),
    ...(end ? { until: end } : {}),
  };
}
