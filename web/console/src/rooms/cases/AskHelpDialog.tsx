import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { ShieldQuestionMark, Users } from "lucide-react";
import { useRef, useState } from "react";
import type { Me } from "~/client/contract/who";
import { Checkbox } from "~/kit/Checkbox";
import { Dialog } from "~/kit/Dialog";
import { Face } from "~/kit/Face";
import { Failing } from "~/kit/Failing";
import { now } from "~/kit/now";
import { type Pick, PickList } from "~/kit/PickList";
import { problemWords } from "~/kit/problemWords";
import { TextArea } from "~/kit/TextArea";
import type { Asked } from "./help";
import css from "./Help.module.css";
import { assigneesQuery, teamsQuery } from "./queries";

const SUPERVISOR = "supervisor";

/** Help of whoever leads the team, of another team, or of somebody; the case stays, unless it is to go along. */
export function AskHelpDialog({ me, onAsk, onClose }: Props) {
  const [why, setWhy] = useState("");
  const [handsOver, setHandsOver] = useState(false);
  const [rests, setRests] = useState(false);
  const since = useRef(now());
  const people = useQuery(assigneesQuery);
  const teams = useQuery(teamsQuery);
  const picks: Pick[] = [
    { id: SUPERVISOR, words: t`Quien lidera el equipo`, group: t`Supervisión`, glyph: <ShieldQuestionMark size={16} aria-hidden /> },
    ...(teams.data ?? []).map((one) => ({ id: one.id, words: one.name, group: t`Equipos`, glyph: <Users size={16} aria-hidden /> })),
    ...(people.data ?? [])
      .filter((one) => one.id !== me.user.id)
      .map((one) => ({ id: one.id, words: one.name, group: t`Personas`, glyph: <Face name={one.name} /> })),
  ];
  const pick = (id: string) => {
    const person = people.data?.find((one) => one.id === id);
    const team = teams.data?.find((one) => one.id === id);
    const rest = [why.trim(), handsOver, rests, since.current] as const;
    if (id === SUPERVISOR) onAsk({ level: "supervisor", teamId: null, userId: null, said: t`Se pidió ayuda a quien lidera el equipo` }, ...rest);
    else if (team) onAsk({ level: "team", teamId: team.id, userId: null, said: t`Se pidió ayuda a ${team.name}` }, ...rest);
    else if (person) onAsk({ level: "supervisor", teamId: null, userId: person.id, said: t`Se pidió ayuda a ${person.name}` }, ...rest);
  };
  return (
    <Dialog title={t`Pedir ayuda`} onClose={onClose}>
      {people.isError ? (
        <Failing what={t`No llega la lista de personas`} why={problemWords(people.error)} onRetry={() => void people.refetch()} />
      ) : null}
      <PickList label={t`A quién`} picks={picks} onPick={pick} />
      <div className={css.choices}>
        <TextArea label={t`Qué hace falta, antes de elegir`} rows={2} maxLength={2_000} value={why} onChange={(event) => setWhy(event.target.value)} />
        <Checkbox
          label={t`Pasar el caso a quien acepte`}
          hint={t`Mientras nadie acepte, el caso sigue donde está.`}
          checked={handsOver}
          onChange={(event) => setHandsOver(event.target.checked)}
        />
        <Checkbox
          label={t`Dejar el caso a la espera`}
          hint={t`Las promesas al contacto se detienen solo si su política lo dice.`}
          checked={rests}
          onChange={(event) => setRests(event.target.checked)}
        />
      </div>
    </Dialog>
  );
}

interface Props {
  me: Me;
  onAsk: (of: Asked, why: string, handsOver: boolean, rests: boolean, since: number) => void;
  onClose: () => void;
}
