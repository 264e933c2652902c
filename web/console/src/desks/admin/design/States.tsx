import { t } from "@lingui/core/macro";
import { useState } from "react";
import { Button } from "~/kit/Button";
import { Confirm } from "~/kit/Confirm";
import { DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { Loading } from "~/kit/Loading";
import { Notice } from "~/kit/Notice";
import { Section } from "~/kit/Section";
import css from "./Design.module.css";

const ROWS = [
  { id: "1", name: "WhatsApp", cases: 412 },
  { id: "2", name: "Correo", cases: 96 },
];

/** What a screen is while it is empty, on its way, failing or asking. */
export function States() {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Section title={t`Vacío`} hint={t`Una frase, un acto, ningún dibujo.`}>
        <Empty words={t`Nada por responder. El próximo vence a las 15:20.`}>
          <Button>{t`Escribir a un contacto`}</Button>
        </Empty>
      </Section>
      <Section title={t`Cargando`} hint={t`Después de 150 ms, al ritmo de las filas.`}>
        <Loading rows={2} />
      </Section>
      <Section title={t`Fallando`} hint={t`Qué, por qué y el remedio, en su lugar.`}>
        <Failing what={t`No llega la lista`} why={t`El servidor no contesta. Se reintenta al volver la conexión.`} onRetry={() => undefined} />
      </Section>
      <Section title={t`Avisos`}>
        <Notice>{t`La promesa se cuenta en horas de atención.`}</Notice>
        <Notice tone="approaching">{t`El token vence en 7 días.`}</Notice>
        <Notice tone="uncertain">{t`WhatsApp no contestó: no sabemos si salió.`}</Notice>
        <Notice tone="breached">{t`El token venció ayer. Renovar.`}</Notice>
      </Section>
      <Section title={t`Tabla`} hint={t`La primera columna nombra la fila; las cifras, al final.`}>
        <DataTable
          label={t`Casos por canal`}
          rows={ROWS}
          keyOf={(one) => one.id}
          columns={[
            { id: "name", head: t`Canal`, cell: (one) => one.name },
            { id: "cases", head: t`Casos`, cell: (one) => one.cases, align: "end" },
          ]}
        />
      </Section>
      <Section title={t`Preguntar antes`} hint={t`Solo para lo que no se puede deshacer.`}>
        <div className={css.row}>
          <Button onClick={() => setAsked(true)}>{t`Retirar la etiqueta`}</Button>
        </div>
      </Section>
      {asked ? (
        <Confirm title={t`Retirar la etiqueta`} deed={t`Retirar`} danger onClose={() => setAsked(false)} onConfirm={() => Promise.resolve()}>
          <p>{t`Nadie podrá ponerla. Los casos que la tienen la conservan.`}</p>
        </Confirm>
      ) : null}
    </>
  );
}
