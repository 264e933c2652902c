import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import { templatesQuery } from "./queries";
import css from "./TemplatePicker.module.css";
import { TemplateText } from "./TemplateText";
import { templateStateWords } from "./templateStateWords";

export interface Chosen {
  id: string;
  parameters: string[];
}

/** The texts that a channel approved, with their blanks. It stands where the field was once the window is closed. */
export function TemplatePicker({ accountId, chosen, first, onChange }: Props) {
  const templates = useQuery(templatesQuery(accountId));
  const all = templates.data ?? [];
  const template = all.find((one) => one.id === chosen?.id);
  if (templates.isError && !templates.data) {
    return <Failing what={t`No llegan las plantillas`} why={problemWords(templates.error)} onRetry={() => void templates.refetch()} />;
  }
  if (templates.data && !all.some((one) => one.state === "approved")) return <Empty words={t`Esta cuenta no tiene plantillas aprobadas.`} />;
  const choose = (id: string) => {
    const next = all.find((one) => one.id === id);
    onChange(next ? { id, parameters: next.parameters > 0 ? [first] : [] } : null);
  };
  const fillIn = (place: number, text: string) => {
    if (!chosen || !template) return;
    const parameters = Array.from({ length: template.parameters }, (_, at) => (at === place ? text : (chosen.parameters[at] ?? "")));
    onChange({ id: chosen.id, parameters });
  };
  return (
    <div className={css.picker}>
      <Select label={t`Plantilla`} value={chosen?.id ?? ""} onChange={(event) => choose(event.target.value)}>
        <option value="">{t`Elegir plantilla`}</option>
        {all.map((one) => (
          <option key={one.id} value={one.id} disabled={one.state !== "approved"}>
            {`${one.name.replaceAll("_", " ")} · ${one.language}${one.state === "approved" ? "" : ` · ${templateStateWords(one.state, one.reason)}`}`}
          </option>
        ))}
      </Select>
      {template && chosen ? (
        <>
          <div className={css.fields}>
            {Array.from({ length: template.parameters }, (_, place) => (
              <Field
                key={place}
                label={t`Dato ${place + 1}`}
                value={chosen.parameters[place] ?? ""}
                onChange={(event) => fillIn(place, event.target.value)}
              />
            ))}
          </div>
          <TemplateText {...template} parameters={chosen.parameters} />
        </>
      ) : null}
    </div>
  );
}

interface Props {
  accountId: string;
  chosen: Chosen | null;
  /** What the first blank mostly is: the contact's first name. */
  first: string;
  onChange: (chosen: Chosen | null) => void;
}
