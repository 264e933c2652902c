import { t } from "@lingui/core/macro";
import { useState } from "react";
import type { Topic } from "~/client/contract/discoveryEndpoints";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Field } from "~/kit/Field";
import css from "./Insight.module.css";

/** A topic gets a name that people use, and becomes a tag. */
export function MakeTagDialog({ topic, onMake, onClose }: { topic: Topic; onMake: (name: string) => void; onClose: () => void }) {
  const [name, setName] = useState(topic.given_name || topic.name);
  return (
    <Dialog title={t`Hacer una etiqueta`} onClose={onClose}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) onMake(name.trim());
        }}
      >
        <p>{t`Los mensajes del tema quedan como ejemplos: la etiqueta empieza a proponerse sola.`}</p>
        <Field label={t`Nombre de la etiqueta`} value={name} maxLength={60} required onChange={(event) => setName(event.target.value)} />
        <Button type="submit" look="main">{t`Hacer la etiqueta`}</Button>
      </form>
    </Dialog>
  );
}
