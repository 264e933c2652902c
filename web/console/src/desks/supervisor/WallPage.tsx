import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, useState } from "react";
import { Button } from "~/kit/Button";
import { Empty } from "~/kit/Empty";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import { Part } from "~/kit/Part";
import { useMay } from "~/rooms/access/useMay";
import { CrewLine } from "~/rooms/console/CrewLine";
import { Figures } from "~/rooms/console/Figures";
import { QueueLines } from "~/rooms/console/QueueLines";
import { useWallLive } from "~/rooms/console/useWallLive";
import { wallQuery } from "~/rooms/console/wallQueries";
import { PartFilters } from "./PartFilters";
import { usePart } from "./usePart";

const TargetsDialog = lazy(() => import("~/rooms/console/TargetsDialog").then((file) => ({ default: file.TargetsDialog })));

/** How it goes now: a few numbers with their targets, and a line for each queue. */
export function WallPage() {
  const [part] = usePart();
  const navigate = useNavigate();
  const may = useMay();
  const [targets, setTargets] = useState(false);
  const query = useQuery(wallQuery(part));
  useWallLive(part);
  return (
    <Page
      title={t`Tablero`}
      lede={t`Cambia solo, a más tardar un segundo después de lo que pasa.`}
      wide
      deeds={may("alerts.manage") ? <Button onClick={() => setTargets(true)}>{t`Ajustar metas`}</Button> : null}
    >
      <PartFilters />
      <Loaded query={query} rows={8}>
        {(wall) => (
          <>
            <Figures wall={wall} aside={may("cases.set_aside") ? { ...part, today: true } : null} />
            <CrewLine wall={wall} />
            <QueueLines
              lines={wall.queues}
              targets={wall.targets}
              asideOf={may("cases.set_aside") ? (line) => ({ ...part, queue: line.id ?? "none", today: true }) : undefined}
              onOpen={(line) =>
                void (line.id
                  ? navigate({ to: "/floor/$section/$item", params: { section: "queues", item: line.id } })
                  : navigate({ to: "/cases/$view", params: { view: "all" }, search: { state: "open" } }))
              }
              empty={<Empty words={t`No hay colas en esta parte. Los números cuentan lo que espera en las colas al alcance de quien mira.`} />}
            />
            {targets ? (
              <Part>
                <TargetsDialog wall={wall} onClose={() => setTargets(false)} />
              </Part>
            ) : null}
          </>
        )}
      </Loaded>
    </Page>
  );
}
