import { t } from "@lingui/core/macro";
import type { WidgetSettings } from "~/client/contract/chats";
import { Checkbox } from "~/kit/Checkbox";
import { Field } from "~/kit/Field";
import { TextArea } from "~/kit/TextArea";
import css from "./ChatFields.module.css";

/** Where the chat may stand and what it offers there. */
export function ChatBehaviourFields({ values, set, wrong }: Props) {
  return (
    <div className={css.form}>
      <TextArea
        label={t`Sitios donde se muestra, uno por línea`}
        rows={3}
        spellCheck={false}
        value={values.origins.join("\n")}
        placeholder={"https://pirca.pe\nhttps://*.pirca.pe"}
        onChange={(event) => set({ origins: event.target.value.split("\n") })}
      />
      {wrong("origins") ? <p className={css.error} role="alert">{wrong("origins")}</p> : null}
      <Checkbox
        label={t`Decir la espera`}
        hint={t`Lo que esperaron tres de cada cuatro personas en los últimos 14 días, a esta hora. Con pocos datos no se dice nada.`}
        checked={values.wait}
        onChange={(event) => set({ wait: event.target.checked })}
      />
      <Checkbox
        label={t`Recibir archivos`}
        hint={t`Hasta 25 MB cada uno; los peligrosos se rechazan siempre.`}
        checked={values.attachments}
        onChange={(event) => set({ attachments: event.target.checked })}
      />
      <Checkbox
        label={t`Seguir en otro dispositivo y copia por correo`}
        hint={t`Sale del buzón de la marca. El enlace vale una vez, media hora, y no dice si un correo es conocido.`}
        checked={values.resume}
        onChange={(event) => set({ resume: event.target.checked })}
      />
      <Checkbox
        label={t`Pedir el correo mientras se espera`}
        hint={t`Después del primer mensaje, sin obligar. Queda como dicho por la persona, sin comprobar.`}
        checked={values.ask_email}
        disabled={!values.resume}
        onChange={(event) => set({ ask_email: event.target.checked })}
      />
      <Field
        label={t`Aviso de privacidad`}
        type="url"
        value={values.privacy_url}
        maxLength={500}
        error={wrong("privacy_url")}
        onChange={(event) => set({ privacy_url: event.target.value })}
      />
    </div>
  );
}

interface Props {
  values: WidgetSettings;
  set: (part: Partial<WidgetSettings>) => void;
  wrong: (field: string) => string | undefined;
}
