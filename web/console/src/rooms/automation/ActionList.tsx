import { t } from "@lingui/core/macro";
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import type { Action } from "~/client/contract/automation";
import { Button } from "~/kit/Button";
import { IconButton } from "~/kit/IconButton";
import { ActionFields } from "./ActionFields";
import type { Lexicon } from "./lexicon";
import css from "./Rule.module.css";

/** The steps of a rule or a macro, in their order. */
export function ActionList({ actions, lexicon, onChange }: { actions: Action[]; lexicon: Lexicon; onChange: (actions: Action[]) => void }) {
  const swap = (from: number, to: number) =>
    onChange(actions.map((one, place) => (place === from ? (actions[to] ?? one) : place === to ? (actions[from] ?? one) : one)));
  return (
    <div>
      {actions.map((one, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- steps have no names: their place is what they are
        <div key={place} className={css.step} role="group" aria-label={t`Paso ${place + 1}`}>
          <span className={css.number}>{place + 1}</span>
          <ActionFields action={one} lexicon={lexicon} onChange={(next) => onChange(actions.map((each, at) => (at === place ? next : each)))} />
          <span className={css.moves}>
            <IconButton icon={ArrowUp} name={t`Subir el paso ${place + 1}`} disabled={place === 0} onClick={() => swap(place, place - 1)} />
            <IconButton icon={ArrowDown} name={t`Bajar el paso ${place + 1}`} disabled={place === actions.length - 1} onClick={() => swap(place, place + 1)} />
            <IconButton icon={Trash2} name={t`Quitar el paso ${place + 1}`} onClick={() => onChange(actions.filter((_, at) => at !== place))} />
          </span>
        </div>
      ))}
      <div className={css.foot}>
        <Button disabled={actions.length >= 20} onClick={() => onChange([...actions, { do: "priority", priority: 1 }])}>
          <Plus size={14} aria-hidden />
          {t`Agregar paso`}
        </Button>
      </div>
    </div>
  );
}
