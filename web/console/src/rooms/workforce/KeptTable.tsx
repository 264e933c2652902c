import { t } from "@lingui/core/macro";
import { ArrowUp } from "lucide-react";
import type { KeptChannel } from "~/client/contract/schedules";
import { DataTable } from "~/kit/DataTable";
import { percent } from "~/kit/formats";
import { IconButton } from "~/kit/IconButton";
import { tenth } from "./planNumbers";

/** Which channels can be kept with the people there are, the most important first; each is moved up by its arrow. */
export function KeptTable({ channels, nameOf, onOrder }: Props) {
  const up = (place: number) => {
    const order = channels.map((one) => one.channel);
    const [moved] = order.splice(place, 1);
    if (moved) order.splice(place - 1, 0, moved);
    onOrder(order);
  };
  return (
    <DataTable
      label={t`Canales que se sostienen`}
      rows={channels}
      keyOf={(one) => one.channel}
      columns={[
        { id: "channel", head: t`Canal`, cell: (one) => nameOf(one.channel) },
        { id: "hours", head: t`Horas de agente por semana`, align: "end", cell: (one) => tenth(one.hours) },
        { id: "share", head: t`Medias horas cubiertas`, align: "end", cell: (one) => percent(one.share) },
        { id: "kept", head: t`Se sostiene`, cell: (one) => (one.kept ? t`sí` : t`no: falta gente en ${percent(1 - one.share)} de las medias horas`) },
        {
          id: "up",
          head: t`Orden`,
          unseen: true,
          cell: (one) => {
            const place = channels.indexOf(one);
            const name = nameOf(one.channel);
            return place === 0 ? null : <IconButton icon={ArrowUp} name={t`Subir ${name} en importancia`} onClick={() => up(place)} />;
          },
        },
      ]}
    />
  );
}

interface Props {
  channels: readonly KeptChannel[];
  nameOf: (channel: string) => string;
  onOrder: (order: string[]) => void;
}
