import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { SectionPage } from "~/kit/settingSection";
import { Empty } from "~/kit/Empty";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import { useMay } from "~/rooms/access/useMay";
import { QueueLines } from "~/rooms/console/QueueLines";
import { useWallLive } from "~/rooms/console/useWallLive";
import { wallQuery } from "~/rooms/console/wallQueries";
import { PartFilters } from "./PartFilters";
import { QueuePage } from "./QueuePage";
import { usePart } from "./usePart";

/** The queues with what waits in each; one of them with its cases. */
export function QueuesPage({ item }: SectionPage) {
  const [part] = usePart();
  const navigate = useNavigate();
  const may = useMay();
  const query = useQuery(wallQuery(part));
  useWallLive(part);
  if (item) return <QueuePage id={item} />;
  return (
    <Page title={t`Colas`} lede={t`Qué espera en cada una, y quién está para atenderla.`} wide>
      <PartFilters />
      <Loaded query={query}>
        {(wall) => (
          <QueueLines
            lines={wall.queues.filter((one) => one.id !== null)}
            targets={wall.targets}
            asideOf={may("cases.set_aside") ? (line) => ({ ...part, queue: line.id ?? "none", today: true }) : undefined}
            onOpen={(line) => line.id && void navigate({ to: "/floor/$section/$item", params: { section: "queues", item: line.id }, search: (kept) => kept })}
            empty={<Empty words={t`No hay colas al alcance. Las colas se crean en Administración, cada una con el equipo que la atiende.`} />}
          />
        )}
      </Loaded>
    </Page>
  );
}
