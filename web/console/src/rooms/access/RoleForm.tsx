import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { RoleView } from "~/client/contract/people";
import { call } from "~/client/http";
import { Field } from "~/kit/Field";
import { FormFoot } from "~/kit/FormFoot";
import { Notice } from "~/kit/Notice";
import { useForm } from "~/kit/useForm";
import css from "./Access.module.css";
import { meQuery } from "./queries";
import { RoleVerbs } from "./RoleVerbs";
import { takenWords } from "./takenWords";
import { useDirectoryDeed } from "./useDirectoryDeed";

/** An own role, changed: in force at once for whoever has it. */
export function RoleForm({ role }: { role: RoleView }) {
  const mine = useQuery(meQuery).data?.verbs ?? [];
  const change = useDirectoryDeed((body: { name: string; description: string; verbs: string[] }) => call("PATCH /roles/{code}", { path: { code: role.code }, body }));
  const form = useForm({ name: role.names.es, description: role.description, verbs: role.verbs }, (values) => change.mutateAsync(values));
  const { values } = form;
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void form.save();
      }}
    >
      <Field label={t`Nombre`} required maxLength={100} value={values.name} error={takenWords(form.error)} onChange={(event) => form.set({ name: event.target.value })} />
      <Field label={t`Para qué es`} maxLength={500} value={values.description} onChange={(event) => form.set({ description: event.target.value })} />
      <RoleVerbs chosen={values.verbs} mine={mine} onChange={(verbs) => form.set({ verbs: [...verbs].sort() })} />
      {role.held ? <Notice>{t`Lo que se guarde rige enseguida para quienes tienen este rol.`}</Notice> : null}
      <FormFoot form={form} />
    </form>
  );
}
