import { plural, t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, useState } from "react";
import { call } from "~/client/http";
import { uuid7 } from "~/client/uuid7";
import { Button } from "~/kit/Button";
import { ready } from "~/kit/command";
import { useOffer } from "~/kit/commandHost";
import { useDoing } from "~/kit/deed";
import { Empty } from "~/kit/Empty";
import { Page } from "~/kit/Page";
import { Part } from "~/kit/Part";
import { meQuery } from "~/rooms/access/queries";
import { useMay } from "~/rooms/access/useMay";
import { Figures } from "~/rooms/console/Figures";
import { useWallLive } from "~/rooms/console/useWallLive";
import { wallQuery } from "~/rooms/console/wallQueries";
import { queueCommands } from "~/rooms/workforce/queueCommands";
import { FloorCases } from "./FloorCases";
import { listingOf } from "./listingOf";

const RescueDialog = lazy(() => import("~/rooms/workforce/RescueDialog").then((file) => ({ default: file.RescueDialog })));

/** One queue: its numbers, the cases that wait in it, and a way to empty its end. */
export function QueuePage({ id }: { id: string }) {
  const part = { queue: id };
  const cache = useQueryClient();
  const may = useMay();
  const { perform } = useDoing();
  const { data: me } = useQuery(meQuery);
  const query = useQuery(wallQuery(part));
  useWallLive(part);
  const [rescuing, setRescuing] = useState(false);
  const [left, setLeft] = useState(0);
  const line = query.data?.queues.find((one) => one.id === id);
  const rescue = (count: number, agents: string[]) => {
    const act = uuid7();
    setRescuing(false);
    void perform({
      said: t`Casos rescatados de ${line?.name ?? ""}`,
      run: () => call("POST /floor/queues/{id}/rescue", { path: { id }, body: { act, count, agents } }),
      undo: () => call("POST /bulk/{id}/undo", { path: { id: act }, body: {} }),
      then: (told) => {
        setLeft(told.left + told.refused.length);
        void cache.invalidateQueries({ queryKey: ["cases"] });
      },
    });
  };
  const commands = ready(queueCommands, { waiting: line?.numbers.waiting ?? 0, may, rescue: () => setRescuing(true) }, () => true);
  useOffer("views", commands);
  return (
    <Page
      title={line?.name ?? t`Cola`}
      lede={line ? (line.automatic ? t`Se reparte sola entre quienes están en línea.` : t`No se reparte sola: cada caso se toma o se asigna.`) : ""}
      wide
      deeds={commands.map((one) => (
        <Button key={one.id} look="main" onClick={one.run}>
          {one.words}
        </Button>
      ))}
    >
      {query.data ? <Figures wall={query.data} aside={may("cases.set_aside") ? { queue: id, today: true } : null} /> : null}
      <p role="status">{left > 0
          ? plural(left, {
              one: "# caso sigue esperando: nadie de quienes podían tiene lugar.",
              many: "# casos siguen esperando: nadie de quienes podían tiene lugar.",
              other: "# casos siguen esperando: nadie de quienes podían tiene lugar.",
            })
          : ""}</p>
      <FloorCases
        listing={listingOf(part, { holder: ["nobody"], waiting: ["none"] }, "oldest")}
        label={t`Casos que esperan`}
        empty={<Empty words={t`Nadie espera en esta cola. Lo que entre aparece aquí solo.`} />}
      />
      {rescuing && line ? (
        <Part>
          <RescueDialog line={line} reasons={me?.presence_reasons ?? []} onRescue={rescue} onClose={() => setRescuing(false)} />
        </Part>
      ) : null}
    </Page>
  );
}
