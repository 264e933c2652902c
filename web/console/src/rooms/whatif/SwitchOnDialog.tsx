import { t } from "@lingui/core/macro";
import type { RoutingPoint, RoutingPolicy } from "~/client/contract/pointsEndpoints";
import { Confirm } from "~/kit/Confirm";
import { choiceLevers } from "./leverWords";

/** Before points count for people who wait: from which number to which, and what stays as it is. */
export function SwitchOnDialog({ policy, levers, onSwitchOn, onClose }: Props) {
  const changes = choiceLevers().flatMap(({ name, label, point }) => (point && levers[name] !== undefined ? [{ point, label, to: Number(levers[name]) }] : []));
  return (
    <Confirm
      title={t`Encender estos puntos`}
      deed={t`Encender`}
      onClose={onClose}
      onConfirm={() => onSwitchOn(Object.fromEntries(changes.map(({ point, to }) => [point, to])))}
    >
      <p>{t`Desde ahora el reparto cuenta así, en todas las colas. Lo demás que se simuló no se enciende desde aquí.`}</p>
      <ul>
        {changes.map(({ point, label, to }) => (
          <li key={point}>{t`${label}: de ${policy.terms[point]} a ${to}`}</li>
        ))}
      </ul>
    </Confirm>
  );
}

interface Props {
  policy: RoutingPolicy;
  levers: Readonly<Record<string, string>>;
  onSwitchOn: (points: Partial<Record<RoutingPoint, number>>) => Promise<unknown>;
  onClose: () => void;
}
