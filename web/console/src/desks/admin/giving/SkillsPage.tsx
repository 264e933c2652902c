import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Skill } from "~/client/contract/routing";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Chip } from "~/kit/Chip";
import { Confirm } from "~/kit/Confirm";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { count } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { Notice } from "~/kit/Notice";
import { Page } from "~/kit/Page";
import { useMay } from "~/rooms/access/useMay";
import { skillsQuery } from "~/rooms/routing/queries";
import { SkillDialog } from "./SkillDialog";
import { askedBy } from "./skillWords";

/** What there is to be good at, which cases ask for it, and how many people can. */
export function SkillsPage() {
  const cache = useQueryClient();
  const may = useMay();
  const query = useQuery(skillsQuery);
  const [asked, setAsked] = useState<Skill | "new" | null>(null);
  const [leaving, setLeaving] = useState<Skill | null>(null);
  const again = () => cache.invalidateQueries({ queryKey: ["routing"] });
  const nobody = (query.data ?? []).filter((one) => one.people === 0).map((one) => one.name);
  return (
    <Page
      wide
      title={t`Habilidades`}
      lede={t`Un caso que pide una habilidad llega solo a quien la tiene, con el nivel que hace falta.`}
      deeds={
        may("queues.manage") ? (
          <Button look="main" onClick={() => setAsked("new")}>
            {t`Nueva habilidad`}
          </Button>
        ) : null
      }
    >
      {nobody.length > 0 ? (
        <Notice tone="approaching">{t`Nadie tiene: ${nobody.join(", ")}. Los casos que lo piden esperan sin dueño; darla a alguien en Capacidad.`}</Notice>
      ) : null}
      <Loaded query={query} rows={4}>
        {(rows) => (
          <DataTable
            dense
            label={t`Habilidades`}
            columns={columns(may("queues.manage") ? setLeaving : null)}
            rows={rows}
            keyOf={(one) => one.id}
            {...(may("queues.manage") ? { onOpen: setAsked } : {})}
            empty={<Empty words={t`Todavía no hay habilidades: cualquiera del equipo recibe cualquier caso.`} />}
          />
        )}
      </Loaded>
      {asked ? <SkillDialog skill={asked === "new" ? null : asked} onClose={() => setAsked(null)} onSaved={() => void again().then(() => setAsked(null))} /> : null}
      {leaving ? (
        <Confirm
          title={t`Retirar la habilidad ${leaving.name}`}
          deed={t`Retirar`}
          danger
          onConfirm={() => call("POST /skills/{id}/retire", { path: { id: leaving.id }, body: {} }).then(again)}
          onClose={() => setLeaving(null)}
        >
          {t`Ningún caso la pide más. Lo registrado queda.`}
        </Confirm>
      ) : null}
    </Page>
  );
}

function columns(onRetire: ((skill: Skill) => void) | null): Column<Skill>[] {
  const named: Column<Skill>[] = [
    { id: "name", head: t`Habilidad`, cell: (one) => one.name },
    { id: "asked", head: t`La piden`, cell: (one) => askedBy(one) },
    { id: "level", head: t`Desde el nivel`, align: "end", cell: (one) => (one.matches ? String(one.level) : "–") },
    { id: "people", head: t`Personas`, align: "end", cell: (one) => (one.people ? count(one.people) : <Chip tone="approaching">{t`nadie`}</Chip>) },
  ];
  if (!onRetire) return named;
  const deeds: Column<Skill> = {
    id: "deeds",
    head: t`Acciones`,
    unseen: true,
    align: "end",
    cell: (one) => (
      <Button look="bare" aria-label={t`Retirar ${one.name}`} onClick={() => onRetire(one)}>
        {t`Retirar`}
      </Button>
    ),
  };
  return [...named, deeds];
}
