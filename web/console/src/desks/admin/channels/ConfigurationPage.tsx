import { t } from "@lingui/core/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Checkbox } from "~/kit/Checkbox";
import { Confirm } from "~/kit/Confirm";
import { Failing } from "~/kit/Failing";
import { Notice } from "~/kit/Notice";
import { Page } from "~/kit/Page";
import { Progress } from "~/kit/Progress";
import { Section } from "~/kit/Section";
import { TextArea } from "~/kit/TextArea";
import { Changes } from "~/rooms/playbook/Changes";
import { configurationTrouble } from "~/rooms/playbook/configurationWords";
import css from "./AccountsPage.module.css";

const NAME = "trato.yaml";

/** The whole configuration out, and in again after seeing what that changes. */
export function ConfigurationPage() {
  const cache = useQueryClient();
  const file = useId();
  const [yaml, setYaml] = useState("");
  const [removing, setRemoving] = useState(false);
  const [asking, setAsking] = useState(false);
  const out = useMutation({
    mutationFn: () => call("GET /configuration", {}),
    onSuccess: (answer) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([answer.yaml], { type: "application/yaml" }));
      link.download = NAME;
      link.click();
      URL.revokeObjectURL(link.href);
    },
  });
  const diff = useMutation({ mutationFn: () => call("POST /configuration/diff", { body: { yaml, removing } }) });
  const apply = useMutation({
    mutationFn: (state: string) => call("POST /configuration/apply", { body: { yaml, state, removing } }),
    onSuccess: () => {
      diff.reset();
      void cache.invalidateQueries();
    },
  });
  const write = (text: string) => {
    setYaml(text);
    diff.reset();
    apply.reset();
  };
  const plan = diff.data;
  return (
    <Page wide title={t`Configuración en un archivo`} lede={t`Todo lo que se decide en Administración, en YAML: para guardarlo, revisarlo o llevarlo a otra instalación. Los secretos no salen.`}>
      <Section title={t`Sacar`} hint={t`Marcas, horarios, promesas, equipos, roles, textos, canales y avisos.`}>
        <div className={css.row}>
          <Button disabled={out.isPending} onClick={() => out.mutate()}>{t`Descargar la configuración`}</Button>
        </div>
        {out.error ? <Failing what={t`No se descargó`} why={configurationTrouble(out.error)} /> : null}
      </Section>
      <Section stacked title={t`Traer`} hint={t`Primero se ve qué cambiaría. Nada se aplica a medias.`}>
        <div className={css.row}>
          <label htmlFor={file} className={css.link}>
            {t`Elegir un archivo`}
          </label>
          <input
            id={file}
            className="unseen"
            type="file"
            accept=".yaml,.yml,application/yaml,text/yaml,text/plain"
            onChange={(event) => void event.target.files?.[0]?.text().then(write)}
          />
        </div>
        <TextArea label={t`O pegarlo aquí`} rows={12} spellCheck={false} value={yaml} onChange={(event) => write(event.target.value)} />
        <Checkbox
          label={t`Quitar lo que el archivo no nombra`}
          hint={t`Solo en las partes que el archivo trae. Sin marcar, lo que falta se queda.`}
          checked={removing}
          onChange={(event) => {
            setRemoving(event.target.checked);
            diff.reset();
          }}
        />
        <div className={css.row}>
          <Button look={plan ? "plain" : "main"} disabled={!yaml.trim() || diff.isPending} onClick={() => diff.mutate()}>
            {diff.isPending ? t`Mirando…` : t`Ver qué cambiaría`}
          </Button>
        </div>
        {diff.error ? <Failing what={t`No se puede leer`} why={configurationTrouble(diff.error)} /> : null}
        {apply.isSuccess ? <Notice>{t`Aplicada. La configuración es la del archivo.`}</Notice> : null}
      </Section>
      {plan ? (
        <Section stacked title={t`Qué cambiaría`}>
          <Changes plan={plan} />
          {apply.isPending ? <Progress label={t`Aplicando…`} done={0} of={null} /> : null}
          {apply.error ? <Failing what={t`No se aplicó nada`} why={configurationTrouble(apply.error)} /> : null}
          {plan.changes.length > 0 ? (
            <div className={css.row}>
              <Button look="main" disabled={apply.isPending} onClick={() => (removing ? setAsking(true) : apply.mutate(plan.state))}>{t`Aplicar`}</Button>
            </div>
          ) : null}
          {asking ? (
            <Confirm title={t`Aplicar y quitar`} deed={t`Aplicar`} danger onConfirm={() => apply.mutateAsync(plan.state)} onClose={() => setAsking(false)}>
              <p>{t`Lo que el archivo no nombra sale de uso. La historia de los casos no cambia.`}</p>
            </Confirm>
          ) : null}
        </Section>
      ) : null}
    </Page>
  );
}
