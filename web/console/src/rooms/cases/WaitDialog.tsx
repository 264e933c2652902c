import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { AlarmClock, Pause } from "lucide-react";
import { useState } from "react";
import type { WaitingOn } from "~/client/contract/lists";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Field } from "~/kit/Field";
import { clockTime, longDay } from "~/kit/formats";
import { useNow } from "~/kit/now";
import { type Pick, PickList } from "~/kit/PickList";
import { type Later, laters } from "./later";
import { teamsQuery } from "./queries";
import css from "./WaitDialog.module.css";

/** Until when, or for whom, the case rests. A message of the contact always ends the rest. */
export function WaitDialog({ onWait, onClose }: Props) {
  const now = useNow();
  const teams = useQuery(teamsQuery);
  const [date, setDate] = useState("");
  const choices = laters(now);
  const picks: Pick[] = [
    ...choices.map((one) => ({
      id: one.id,
      words: laterWords(one.id),
      group: t`Posponer hasta`,
      glyph: <AlarmClock size={16} aria-hidden />,
      detail: `${longDay(one.at.getTime())}, ${clockTime(one.at.getTime())}`,
    })),
    { id: "contact", words: t`la respuesta del contacto`, group: t`Esperar`, glyph: <Pause size={16} aria-hidden /> },
    { id: "third_party", words: t`a un tercero (courier, banco, proveedor)`, group: t`Esperar`, glyph: <Pause size={16} aria-hidden /> },
    ...(teams.data ?? []).map((one) => ({
      id: one.id,
      words: t`al equipo ${one.name}`,
      group: t`Esperar`,
      glyph: <Pause size={16} aria-hidden />,
    })),
  ];
  const pick = (id: string) => {
    const later = choices.find((one) => one.id === id);
    const team = teams.data?.find((one) => one.id === id);
    if (later) snooze(later.at);
    else if (team) onWait("team", null, team.id, t`A la espera del equipo ${team.name}`);
    else if (id === "contact") onWait("contact", null, null, t`A la espera del contacto`);
    else onWait("third_party", null, null, t`A la espera de un tercero`);
  };
  const snooze = (at: Date) =>
    onWait("until", at.toISOString(), null, t`Pospuesto hasta el ${longDay(at.getTime())}, ${clockTime(at.getTime())}`);
  const chosen = date ? new Date(date) : null;
  return (
    <Dialog title={t`Posponer o esperar`} onClose={onClose}>
      <PickList label={t`Hasta cuándo, o a quién`} picks={picks} onPick={pick} />
      <form
        className={css.date}
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen) snooze(chosen);
        }}
      >
        <div>
          <Field label={t`Otra fecha y hora`} type="datetime-local" value={date} onChange={(event) => setDate(event.target.value)} />
        </div>
        <Button type="submit" disabled={!chosen || chosen.getTime() <= now}>
          {t`Posponer`}
        </Button>
      </form>
    </Dialog>
  );
}

function laterWords(id: Later["id"]): string {
  switch (id) {
    case "three_hours":
      return t`en tres horas`;
    case "tomorrow":
      return t`mañana a las 9`;
    case "monday":
      return t`el lunes a las 9`;
    case "week":
      return t`en una semana`;
    default:
      return id satisfies never;
  }
}

interface Props {
  onWait: (on: WaitingOn, until: string | null, teamId: string | null, said: string) => void;
  onClose: () => void;
}
