import { t } from "@lingui/core/macro";
import { X } from "lucide-react";
import type { TemplateButton } from "~/client/contract/libraryEndpoints";
import { Button } from "~/kit/Button";
import { Field } from "~/kit/Field";
import { IconButton } from "~/kit/IconButton";
import { Select } from "~/kit/Select";
import css from "../firm/Fields.module.css";

/** The buttons under a template: an answer in one touch, a link, or a call. */
export function ButtonFields({ buttons, onChange }: { buttons: TemplateButton[]; onChange: (buttons: TemplateButton[]) => void }) {
  const change = (place: number, part: Partial<TemplateButton>) => onChange(buttons.map((one, at) => (at === place ? { ...one, ...part } : one)));
  return (
    <>
      {buttons.map((one, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- they have no other name, and keep their order
        <div key={place} className={css.line}>
          <Select label={t`Botón ${place + 1}`} value={one.kind} onChange={(event) => change(place, { kind: event.target.value as TemplateButton["kind"], value: "" })}>
            <option value="reply">{t`respuesta rápida`}</option>
            <option value="url">{t`enlace`}</option>
            <option value="phone">{t`llamada`}</option>
          </Select>
          <Field label={t`Dice`} required value={one.text} onChange={(event) => change(place, { text: event.target.value })} />
          {one.kind === "reply" ? null : <Field label={one.kind === "url" ? t`Dirección` : t`Teléfono`} required value={one.value ?? ""} onChange={(event) => change(place, { value: event.target.value })} />}
          <IconButton icon={X} name={t`Quitar el botón ${place + 1}`} onClick={() => onChange(buttons.filter((_, at) => at !== place))} />
        </div>
      ))}
      <div>
        <Button onClick={() => onChange([...buttons, { kind: "reply", text: "", value: "" }])}>{t`Agregar un botón`}</Button>
      </div>
    </>
  );
}
