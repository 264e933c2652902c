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
import { openingsQuery, teamsQuery } from "./queries";
import { understand } from "./snooze";
import css from "./WaitDialog.module.css";

const SAID = "said";

/** Until when, in words or by a date, or for whom the case rests. A message of the contact always ends the rest. */
export function WaitDialog({ caseId, onWait, onClose }: Props) {
  const now = useNow();
  const teams = useQuery(teamsQuery);
  const hours = useQuery(openingsQuery(caseId));
  const [words, setWords] = useState("");
  const [date, setDate] = useState("");
  const openings = (hours.data ?? []).map((one) => new Date(one));
  const meant = (text: string) => understand(text, new Date(now), openings);
  const said = meant(words);
  const understood = said !== null && said !== "past" ? said : null;
  const exact = (at: Date) => `${longDay(at.getTime())}, ${clockTime(at.getTime())}`;
  const suggested = [t`en 3 horas`, t`mañana`, t`lunes`, t`próxima semana`, t`fin de mes`].flatMap((one) => {
    const found = meant(one);
    return found !== null && found !== "past" ? [{ id: one, at: found.at }] : [];
  });
  const wait = t`Esperar`;
  const pause = <Pause size={16} aria-hidden />;
  const others: Pick[] = [
    ...suggested.map((one) => ({
      id: one.id,
      words: one.id,
      group: t`Posponer hasta`,
      glyph: <AlarmClock size={16} aria-hidden />,
      detail: exact(one.at),
    })),
    { id: "contact", words: t`la respuesta del contacto`, group: wait, glyph: pause },
    { id: "third_party", words: t`a un tercero (courier, banco, proveedor)`, group: wait, glyph: pause },
    ...(teams.data ?? []).map((one) => ({ id: one.id, words: t`al equipo ${one.name}`, group: wait, glyph: pause })),
  ];
  const letters = words.trim().toLowerCase();
  const picks: Pick[] = [
    ...(understood
      ? [
          {
            id: SAID,
            words: exact(understood.at),
            group: t`Posponer hasta`,
            glyph: <AlarmClock size={16} aria-hidden />,
            ...(understood.moved ? { detail: t`ese día está cerrado: es la apertura siguiente` } : {}),
          },
        ]
      : []),
    ...others.filter((one) => letters === "" || (!understood && one.words.toLowerCase().includes(letters))),
  ];
  const pick = (id: string) => {
    const later = suggested.find((one) => one.id === id);
    const team = teams.data?.find((one) => one.id === id);
    if (id === SAID && understood) snooze(understood.at);
    else if (later) snooze(later.at);
    else if (team) onWait("team", null, team.id, t`A la espera del equipo ${team.name}`);
    else if (id === "contact") onWait("contact", null, null, t`A la espera del contacto`);
    else onWait("third_party", null, null, t`A la espera de un tercero`);
  };
  const snooze = (at: Date) => onWait("until", at.toISOString(), null, t`Pospuesto hasta el ${exact(at)}`);
  const chosen = date ? new Date(date) : null;
  return (
    <Dialog title={t`Posponer o esperar`} onClose={onClose}>
      <PickList
        label={t`mañana 9, lunes, en 2 horas… o a quién se espera`}
        picks={picks}
        onPick={pick}
        words={words}
        onWords={setWords}
        filtered={false}
        none={
          said === "past"
            ? t`Ese momento ya pasó. Decir uno que venga.`
            : t`Eso no se entiende como fecha. Probar «mañana 9», «lunes» o «en 2 horas».`
        }
      />
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

interface Props {
  /** Whose brand's hours a day without an hour means. */
  caseId: string;
  onWait: (on: WaitingOn, until: string | null, teamId: string | null, said: string) => void;
  onClose: () => void;
}
