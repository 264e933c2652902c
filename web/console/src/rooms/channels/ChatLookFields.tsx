import { t } from "@lingui/core/macro";
import type { Language, Look, WidgetSettings } from "~/client/contract/chats";
import { Checkbox } from "~/kit/Checkbox";
import { Field } from "~/kit/Field";
import { Notice } from "~/kit/Notice";
import { Select } from "~/kit/Select";
import css from "./ChatFields.module.css";
import { contrastWords } from "./contrastWords";

const OWN = "#0b6b57"; // what the widget is painted with when nothing is chosen

/** How the chat looks: name, colour, place, greeting. */
export function ChatLookFields({ values, set, look, wrong }: Props) {
  const warning = look ? contrastWords(look) : null;
  const languages: [Language, string][] = [
    ["es", t`Saludo en español`],
    ["en", t`Saludo en inglés`],
    ["pt", t`Saludo en portugués`],
  ];
  const greet = (language: Language, text: string) => set({ greetings: { ...values.greetings, [language]: text } });
  return (
    <div className={css.form}>
      <Field label={t`Nombre de la marca`} value={values.brand} maxLength={60} error={wrong("brand")} onChange={(event) => set({ brand: event.target.value })} />
      <div className={css.grid}>
        <div className={css.colour}>
          <input
            type="color"
            className={css.swatch}
            aria-label={t`Elegir el color`}
            value={/^#[0-9a-f]{6}$/i.test(values.accent) ? values.accent : OWN}
            onChange={(event) => set({ accent: event.target.value })}
          />
          <Field label={t`Color`} value={values.accent} placeholder={OWN} maxLength={7} spellCheck={false} error={wrong("accent")} onChange={(event) => set({ accent: event.target.value })} />
        </div>
        <Select label={t`Tema`} value={values.theme} onChange={(event) => set({ theme: event.target.value as WidgetSettings["theme"] })}>
          <option value="auto">{t`El del dispositivo`}</option>
          <option value="light">{t`Siempre claro`}</option>
          <option value="dark">{t`Siempre oscuro`}</option>
        </Select>
        <Select label={t`Lado`} value={values.position} onChange={(event) => set({ position: event.target.value as WidgetSettings["position"] })}>
          <option value="right">{t`Derecha`}</option>
          <option value="left">{t`Izquierda`}</option>
        </Select>
        <Select label={t`Idioma`} value={values.locale} onChange={(event) => set({ locale: event.target.value as WidgetSettings["locale"] })}>
          <option value="">{t`El de la página`}</option>
          <option value="es">{t`Español`}</option>
          <option value="en">{t`Inglés`}</option>
          <option value="pt">{t`Portugués`}</option>
        </Select>
      </div>
      {warning ? <Notice tone={look && look.contrast[0] < 4.5 ? "approaching" : "plain"}>{warning}</Notice> : null}
      {languages.map(([language, label]) => (
        <Field key={language} label={label} value={values.greetings[language] ?? ""} maxLength={120} onChange={(event) => greet(language, event.target.value)} />
      ))}
      {wrong("greetings") ? <p className={css.error} role="alert">{wrong("greetings")}</p> : null}
      <Checkbox
        label={t`Mostrar el botón`}
        hint={t`Sin él, el sitio abre el chat con trato("open") desde un enlace suyo.`}
        checked={values.launcher}
        onChange={(event) => set({ launcher: event.target.checked })}
      />
    </div>
  );
}

interface Props {
  values: WidgetSettings;
  set: (part: Partial<WidgetSettings>) => void;
  look: Look | null;
  /** Why a field was refused. */
  wrong: (field: string) => string | undefined;
}
