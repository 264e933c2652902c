import { t } from "@lingui/core/macro";
import type { RoutingPoint } from "~/client/contract/pointsEndpoints";

/** What may be changed before a day is lived again, as it is typed. */
export interface Lever {
  name: string;
  label: string;
  hint: string;
  least: number;
  most: number;
  step: number;
  /** The weight of the choice that it is, where it is one: only those can be switched on. */
  point?: RoutingPoint;
}

/** Who is there, and for how much. */
export function houseLevers(): Lever[] {
  return [
    { name: "agents", label: t`Agentes de más o de menos`, hint: t`2 suma dos personas como las que hay; −2 quita dos.`, least: -2_000, most: 2_000, step: 1 },
    { name: "concurrency", label: t`Conversaciones en vivo a la vez`, hint: t`Las mismas para cada persona.`, least: 0, most: 100, step: 1 },
    { name: "bot", label: t`Casos que resuelve un bot (%)`, hint: t`Sin que los atienda una persona.`, least: 0, most: 100, step: 1 },
  ];
}

/** How cases are given out. */
export function choiceLevers(): Lever[] {
  return [
    { name: "age", label: t`Puntos por minuto de espera`, hint: t`Nunca cero: así nada queda olvidado.`, least: 0.01, most: 1_000, step: 0.01, point: "age" },
    { name: "slack", label: t`Puntos por promesa que vence`, hint: t`En el instante de vencer; antes, menos.`, least: 0, most: 1_000, step: 1, point: "slack" },
    { name: "late", label: t`Puntos por promesa rota`, hint: t`Menos que la que vence salva lo que aún se puede.`, least: 0, most: 1_000, step: 1, point: "late" },
    { name: "prefer_last", label: t`Puntos por volver con la misma persona`, hint: t`A favor de quien ya atendió al contacto.`, least: 0, most: 1_000, step: 1, point: "sticky" },
    { name: "sticky", label: t`Segundos de apego`, hint: t`Cuánto espera un caso a quien ya atendió al contacto, en todas las colas.`, least: 0, most: 86_400, step: 1 },
  ];
}

/** What is typed into a lever, as the server takes it; "" changes nothing. */
export function leverValue(name: string, typed: string): string {
  if (typed === "" || (name === "agents" && Number(typed) === 0)) return "";
  if (name === "agents") return Number(typed) > 0 ? `+${Number(typed)}` : typed;
  return name === "bot" ? String(Number(typed) / 100) : typed;
}

/** The changes of a replay, each in words: "Segundos de apego: 0". */
export function leverList(levers: Readonly<Record<string, string>>): string[] {
  const known = [...houseLevers(), ...choiceLevers()];
  return Object.entries(levers).map(([name, value]) => {
    const label = name === "hours" ? t`Horario de las promesas` : (known.find((one) => one.name === name)?.label ?? name);
    const said = name === "bot" ? String(Math.round(Number(value) * 100)) : value;
    return `${label}: ${said}`;
  });
}
