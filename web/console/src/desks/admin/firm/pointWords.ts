import { t } from "@lingui/core/macro";
import type { RoutingPoint } from "~/client/contract/pointsEndpoints";

interface Point {
  name: RoutingPoint;
  label: string;
  hint: string;
  least: number;
  step: number;
}

/** What makes a case go first. */
export function urgencyPoints(): Point[] {
  return [
    { name: "priority", label: t`Prioridad`, hint: t`Cada paso: de normal a alta, y de alta a urgente. Baja resta lo mismo.`, least: 0, step: 1 },
    { name: "slack", label: t`Promesa que vence`, hint: t`En el instante de vencer; antes, menos.`, least: 0, step: 1 },
    { name: "slack_half", label: t`Segundos antes, la mitad`, hint: t`Con cuánta anticipación una promesa ya suma la mitad.`, least: 1, step: 30 },
    { name: "late", label: t`Promesa rota`, hint: t`Menos que la que vence: primero lo que todavía se puede cumplir.`, least: 0, step: 1 },
    { name: "age", label: t`Cada minuto de espera`, hint: t`Nunca es cero: así nada queda olvidado.`, least: 0.01, step: 0.1 },
    { name: "tier", label: t`Nivel del canal`, hint: t`Lo que suma un canal de nivel 1; uno de nivel 2, la mitad; uno de nivel 3, nada.`, least: 0, step: 1 },
    { name: "value", label: t`Valor del contacto`, hint: t`Lo más que puede sumar, según sus marcas.`, least: 0, step: 1 },
    { name: "mood", label: t`Ánimo del contacto`, hint: t`Lo más que suma un contacto muy molesto. Sin predicciones no cuenta.`, least: 0, step: 1 },
  ];
}

/** What makes somebody fit. */
export function fitPoints(): Point[] {
  return [
    { name: "sticky", label: t`Ya atendió a este contacto`, hint: t`Cuánto pesa volver con la misma persona.`, least: 0, step: 1 },
    { name: "level", label: t`Nivel de más`, hint: t`Cada nivel por encima de lo que el caso pide.`, least: 0, step: 0.5 },
    { name: "scarce", label: t`Habilidad que no hace falta`, hint: t`Resta por cada una: quien sabe más se reserva.`, least: 0, step: 0.5 },
    { name: "load", label: t`Carga completa`, hint: t`Resta quien está lleno, frente a quien no lleva nada.`, least: 0, step: 1 },
  ];
}
