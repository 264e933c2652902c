import { t } from "@lingui/core/macro";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import type { Skill, SkillTerms } from "~/client/contract/routing";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import { meQuery } from "~/rooms/access/queries";
import { tagsQuery } from "~/rooms/cases/queries";
import css from "../firm/Fields.module.css";
import { MATCHES, matchWords } from "./skillWords";

/** What one skill is called, and what asks for it. */
export function SkillDialog({ skill, onSaved, onClose }: { skill: Skill | null; onSaved: () => void; onClose: () => void }) {
  const form = useId();
  const [terms, setTerms] = useState<SkillTerms>(skill ?? { name: "", matches: "", value: "", level: 1 });
  const set = (part: Partial<SkillTerms>) => setTerms((old) => ({ ...old, ...part }));
  const brands = useQuery(meQuery).data?.brands ?? [];
  const tags = useQuery({ ...tagsQuery, enabled: terms.matches === "tag" }).data ?? [];
  const listed = terms.matches === "brand" ? brands : terms.matches === "tag" ? tags : null;
  const save = useMutation({
    mutationFn: () => {
      const body = { name: terms.name, matches: terms.matches, value: terms.value, level: terms.level };
      return skill ? call("PUT /skills/{id}", { path: { id: skill.id }, body }) : call("POST /skills", { body });
    },
    onSuccess: onSaved,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Dialog
      title={skill ? t`Habilidad ${skill.name}` : t`Nueva habilidad`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button look="main" type="submit" form={form} disabled={save.isPending}>
            {t`Guardar`}
          </Button>
        </>
      }
    >
      <form id={form} className={css.form} onSubmit={submit}>
        <Field label={t`Nombre`} required maxLength={80} value={terms.name} onChange={(event) => set({ name: event.target.value })} />
        <Select label={t`Qué la pide por sí solo`} value={terms.matches} onChange={(event) => set({ matches: event.target.value as SkillTerms["matches"], value: "" })}>
          {MATCHES.map((one) => (
            <option key={one} value={one}>
              {matchWords(one)}
            </option>
          ))}
        </Select>
        {listed ? (
          <Select label={matchWords(terms.matches)} required value={terms.value} onChange={(event) => set({ value: event.target.value })}>
            <option value="">{t`Elegir`}</option>
            {listed.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </Select>
        ) : terms.matches ? (
          <Field label={matchWords(terms.matches)} required maxLength={80} hint={hint(terms.matches)} value={terms.value} onChange={(event) => set({ value: event.target.value })} />
        ) : null}
        {terms.matches ? (
          <Field
            label={t`Desde el nivel (1 a 5)`}
            type="number"
            min={1}
            max={5}
            value={terms.level}
            onChange={(event) => set({ level: event.target.valueAsNumber || 1 })}
          />
        ) : null}
        {save.error ? <Failing what={t`No se guardó`} why={problemWords(save.error)} /> : null}
      </form>
    </Dialog>
  );
}

function hint(matches: SkillTerms["matches"]): string {
  if (matches === "language") return t`Su código: pt, en, qu.`;
  return matches === "country" ? t`Su código de dos letras: PE, CO.` : t`Su código: webchat, whatsapp, email.`;
}
