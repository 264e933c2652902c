import { t } from "@lingui/core/macro";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { problemWords } from "~/kit/problemWords";
import type { Form } from "~/kit/useForm";

/** The end of a form that writes something new: what was refused, and its deed, which waits for no change. */
export function DeedFoot<Values>({ form, ready, deed }: { form: Form<Values>; ready: boolean; deed: string }) {
  return (
    <>
      {form.error ? <Failing what={t`No se guardó`} why={problemWords(form.error)} /> : null}
      <Button look="main" type="submit" disabled={!ready || form.saving}>
        {deed}
      </Button>
    </>
  );
}
