import { t } from "@lingui/core/macro";
import { Button } from "./Button";
import { Failing } from "./Failing";
import css from "./FormFoot.module.css";
import { problemWords } from "./problemWords";
import type { Form } from "./useForm";

/** The end of a form: what was refused, saving and undoing, and whether it is kept. */
export function FormFoot<Values>({ form, deed }: { form: Form<Values>; deed?: string }) {
  return (
    <div className={css.foot}>
      {form.error ? <Failing what={t`No se guardó`} why={problemWords(form.error)} /> : null}
      <div className={css.row}>
        <Button look="main" type="submit" disabled={!form.dirty || form.saving}>
          {deed ?? t`Guardar`}
        </Button>
        {form.dirty ? <Button onClick={form.reset}>{t`Descartar cambios`}</Button> : null}
        <span role="status" className={css.said}>
          {form.saving ? t`Guardando…` : form.dirty ? t`Hay cambios sin guardar` : form.saved ? t`Guardado` : ""}
        </span>
      </div>
    </div>
  );
}
