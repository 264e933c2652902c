import { plural, t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { Macro } from "~/client/contract/automation";
import { Dialog } from "~/kit/Dialog";
import { Button } from "~/kit/Button";
import { Loaded } from "~/kit/Loaded";
import { PickList } from "~/kit/PickList";
import { macrosQuery } from "./queries";

/** Which macro to use on a case: type to find, Enter to do it. */
export function MacroDialog({ onUse, onManage, onClose }: { onUse: (macro: Macro) => void; onManage: () => void; onClose: () => void }) {
  const query = useQuery(macrosQuery());
  const groups: [string, (one: Macro) => boolean][] = [
    [t`Propias`, (one) => one.own],
    [t`Del equipo`, (one) => !one.own && one.team_id !== null],
    [t`De todos`, (one) => !one.own && one.team_id === null],
  ];
  return (
    <Dialog title={t`Macros`} onClose={onClose} foot={<Button look="bare" onClick={onManage}>{t`Administrar macros`}</Button>}>
      <Loaded query={query} rows={3}>
        {(macros) => (
          <PickList
            label={t`Macro`}
            none={macros.length === 0 ? t`Todavía no hay macros.` : t`Nada con esas letras.`}
            picks={groups.flatMap(([group, holds]) =>
              macros.filter(holds).map((one) => ({
                id: one.id,
                words: one.name,
                group,
                detail: plural(one.then.length, { one: "# paso", many: "# pasos", other: "# pasos" }),
              })),
            )}
            onPick={(id) => {
              const found = macros.find((one) => one.id === id);
              if (found) onUse(found);
            }}
          />
        )}
      </Loaded>
    </Dialog>
  );
}
