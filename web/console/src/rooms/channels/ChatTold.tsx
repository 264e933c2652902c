import { t } from "@lingui/core/macro";
import { Plus, X } from "lucide-react";
import type { TellingPurpose, Told } from "~/client/contract/chats";
import { Button } from "~/kit/Button";
import { Field } from "~/kit/Field";
import { IconButton } from "~/kit/IconButton";
import { Select } from "~/kit/Select";
import css from "./ChatFields.module.css";

const OFFERED: TellingPurpose[] = ["service", "marketing", "profiling"];

/** What a page may tell of its visitor, and what for. Anything not here is dropped, in the browser and here. */
export function ChatTold({ label, told, onChange, wrong, add }: Props) {
  const words: Partial<Record<TellingPurpose, string>> = { service: t`Atención`, marketing: t`Marketing`, profiling: t`Perfil` };
  const put = (place: number, part: Partial<Told>) => onChange(told.map((one, at) => (at === place ? { ...one, ...part } : one)));
  return (
    <fieldset className={css.form}>
      <legend>{label}</legend>
      {told.map((one, place) => (
        <div className={css.row} key={place}>
          <Field label={t`Nombre`} value={one.key} maxLength={40} spellCheck={false} onChange={(event) => put(place, { key: event.target.value })} />
          <Select label={t`Para qué`} value={one.purpose} onChange={(event) => put(place, { purpose: event.target.value as TellingPurpose })}>
            {[...new Set([...OFFERED, one.purpose])].map((purpose) => (
              <option key={purpose} value={purpose}>
                {words[purpose] ?? purpose}
              </option>
            ))}
          </Select>
          <IconButton icon={X} name={t`Quitar ${one.key}`} onClick={() => onChange(told.filter((_, at) => at !== place))} />
        </div>
      ))}
      {wrong ? <p className={css.error} role="alert">{wrong}</p> : null}
      <div>
        <Button onClick={() => onChange([...told, { key: "", purpose: "service" }])}>
          <Plus size={14} aria-hidden />
          {add}
        </Button>
      </div>
    </fieldset>
  );
}

interface Props {
  label: string;
  told: Told[];
  onChange: (told: Told[]) => void;
  wrong: string | undefined;
  /** The words of the button that adds one. */
  add: string;
}
