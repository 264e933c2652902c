import { plural, t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { QueueLine } from "~/client/contract/floor";
import type { PresenceReason } from "~/client/contract/who";
import { Button } from "~/kit/Button";
import { Checkbox } from "~/kit/Checkbox";
import { Dialog } from "~/kit/Dialog";
import { Field } from "~/kit/Field";
import { Loaded } from "~/kit/Loaded";
import { percent } from "~/kit/formats";
import { Stack } from "~/kit/Stack";
import { agentsQuery } from "./floorQueries";
import { presenceWords } from "./presenceWords";

const MOST = 50;

/** Give the cases that wait longest to some people, or to whoever has room. */
export function RescueDialog({ line, reasons, onRescue, onClose }: Props) {
  const most = Math.min(MOST, line.numbers.waiting);
  const [count, setCount] = useState(Math.min(5, most));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const agents = useQuery(agentsQuery({ queue: line.id ?? "" }, `queue=${line.id ?? ""}`));
  return (
    <Dialog title={t`Rescatar de ${line.name}`} onClose={onClose}>
      <Stack onSubmit={() => {
          onRescue(count, [...chosen]);
        }}>
        <Field
          type="number"
          min={1}
          max={most}
          required
          label={t`Cuántos de los que más esperan`}
          value={String(count)}
          onChange={(event) => setCount(Math.max(1, Math.min(most, Math.round(Number(event.target.value)) || 1)))}
        />
        <fieldset>
          <legend>{t`A quiénes. Sin elegir a nadie, a quienes están en línea y tienen lugar.`}</legend>
          <Loaded query={agents} rows={3}>
            {(found) =>
              found.map((one) => (
                <Checkbox
                  key={one.id}
                  label={one.name}
                  hint={`${presenceWords(one, reasons)} · ${one.capacity + one.deferred_capacity > 0 ? percent((one.load + one.deferred_load) / (one.capacity + one.deferred_capacity)) : "–"}`}
                  checked={chosen.includes(one.id)}
                  onChange={(event) => setChosen(event.target.checked ? [...chosen, one.id] : chosen.filter((id) => id !== one.id))}
                />
              ))
            }
          </Loaded>
        </fieldset>
        <Button look="main" type="submit">
          {plural(count, { one: "Rescatar el más viejo", many: "Rescatar los # más viejos", other: "Rescatar los # más viejos" })}
        </Button>
      </Stack>
    </Dialog>
  );
}

interface Props {
  line: QueueLine;
  /** Of this workspace, for not taking work. */
  reasons: readonly PresenceReason[];
  onRescue: (count: number, agents: string[]) => void;
  onClose: () => void;
}
