import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { ListOrdered, Users } from "lucide-react";
import { useState } from "react";
import type { Assignee, Me, PresenceState } from "~/client/contract/who";
import { Dialog } from "~/kit/Dialog";
import { Face } from "~/kit/Face";
import { type Pick, PickList } from "~/kit/PickList";
import { Failing } from "~/kit/Failing";
import { TextArea } from "~/kit/TextArea";
import { problemWords } from "~/kit/problemWords";
import { assigneesQuery, queuesQuery, teamsQuery } from "./queries";

/** Me, another person or a team: with who is there and how much each holds. */
export function AssignDialog({ me, holderId, noted, onAssign, onQueue, onClose }: Props) {
  const [note, setNote] = useState("");
  const people = useQuery(assigneesQuery);
  const teams = useQuery(teamsQuery);
  const queues = useQuery({ ...queuesQuery, enabled: Boolean(onQueue) });
  const sorted = (people.data ?? []).toSorted((one, other) => rank(one, me) - rank(other, me));
  const picks: Pick[] = [
    ...sorted.map((one) => ({
      id: one.id,
      words: one.id === me.user.id ? t`${one.name} (yo)` : one.name,
      group: t`Personas`,
      glyph: <Face name={one.name} mine={one.id === me.user.id} />,
      detail: `${presenceWords(one.presence)} · ${one.load.now}/${one.load.limit}`,
      disabled: one.id === holderId,
    })),
    ...(teams.data ?? []).map((one) => ({
      id: one.id,
      words: one.name,
      group: t`Equipos`,
      glyph: <Users size={16} aria-hidden />,
    })),
    ...(onQueue ? (queues.data ?? []) : []).map((one) => ({
      id: one.id,
      words: one.name,
      group: t`Colas`,
      glyph: <ListOrdered size={16} aria-hidden />,
    })),
  ];
  const pick = (id: string) => {
    const person = people.data?.find((one) => one.id === id);
    const team = teams.data?.find((one) => one.id === id);
    const queue = queues.data?.find((one) => one.id === id);
    if (person) onAssign(person.id, null, t`Asignado a ${person.name}`, note.trim());
    else if (queue) onQueue?.(queue.id, t`Pasó a la cola ${queue.name}`, note.trim());
    else if (team) onAssign(null, team.id, t`Pasó al equipo ${team.name}`, note.trim());
  };
  return (
    <Dialog title={t`Asignar`} onClose={onClose}>
      {people.isError ? (
        <Failing what={t`No llega la lista de personas`} why={problemWords(people.error)} onRetry={() => void people.refetch()} />
      ) : null}
      <PickList label={onQueue ? t`Persona, equipo o cola` : t`Persona o equipo`} picks={picks} onPick={pick} />
      {noted ? (
        <TextArea
          label={t`Nota para quien lo reciba, antes de elegir`}
          rows={2}
          maxLength={20_000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      ) : null}
    </Dialog>
  );
}

function rank(one: Assignee, me: Me): number {
  if (one.id === me.user.id) return -1;
  return { available: 0, busy: 1, break: 2, away: 3, offline: 4 }[one.presence];
}

function presenceWords(presence: PresenceState): string {
  switch (presence) {
    case "available":
      return t`en línea`;
    case "busy":
      return t`en tarea`;
    case "break":
      return t`en pausa`;
    case "away":
      return t`ausente`;
    case "offline":
      return t`fuera de línea`;
    default:
      return presence satisfies never;
  }
}

interface Props {
  me: Me;
  holderId: string | null;
  /** Whether what whoever receives it should know can be said along. */
  noted?: boolean;
  onAssign: (userId: string | null, teamId: string | null, said: string, note: string) => void;
  /** To wait in a queue, where that can be asked. */
  onQueue?: (queueId: string, said: string, note: string) => void;
  onClose: () => void;
}
