import { t } from "@lingui/core/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Softphone } from "~/client/contract/calls";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { Loaded } from "~/kit/Loaded";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { softphoneQuery } from "~/rooms/calls/callQueries";
import css from "./ProfilePage.module.css";

/** The telephone on which somebody takes and makes calls where their browser cannot: theirs once they read out its code. */
export function OwnTelephone() {
  const query = useQuery(softphoneQuery);
  if (query.data?.kind === "none" && !query.data.number) return null; // nobody calls here
  return (
    <Section title={t`Teléfono propio`} hint={query.data ? whereWords(query.data) : undefined}>
      <Loaded query={query} rows={2}>
        {(phone) => <Number key={`${phone.number} ${phone.proving}`} phone={phone} />}
      </Loaded>
    </Section>
  );
}

function whereWords(phone: Softphone): string {
  if (phone.kind === "telephone") return t`Las llamadas suenan en este teléfono: en este navegador no se atienden.`;
  return t`Las llamadas se atienden en este navegador; el teléfono suena donde una cuenta no lo permite.`;
}

function Number({ phone }: { phone: Softphone }) {
  const cache = useQueryClient();
  const [number, setNumber] = useState(phone.proving);
  const [code, setCode] = useState("");
  const keep = (answer: Softphone) => cache.setQueryData(softphoneQuery.queryKey, answer);
  const ask = useMutation({ mutationFn: (wanted: string) => call("PUT /me/telephone", { body: { number: wanted } }), onSuccess: keep });
  const prove = useMutation({ mutationFn: () => call("POST /me/telephone/code", { body: { code } }), onSuccess: keep });
  const failed = ask.error ?? prove.error;
  return (
    <>
      {phone.number ? (
        <p className={css.own}>
          <span>{phone.number}</span>
          <Button look="bare" disabled={ask.isPending} onClick={() => ask.mutate("")}>{t`Quitar`}</Button>
        </p>
      ) : null}
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (number.trim()) ask.mutate(number);
        }}
      >
        <Field
          label={phone.number ? t`Otro número` : t`Número`}
          hint={t`Con + y el código del país. Se llama a ese teléfono y se dice un código.`}
          type="tel"
          autoComplete="tel"
          maxLength={40}
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
        <div>
          <Button type="submit" disabled={!number.trim() || ask.isPending}>
            {ask.isPending ? t`Llamando` : phone.proving ? t`Llamar otra vez` : t`Llamar con un código`}
          </Button>
        </div>
      </form>
      {phone.proving ? (
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            prove.mutate();
          }}
        >
          <Field
            label={t`Código que se oye en ${phone.proving}`}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
            value={code}
            error={phone.wrong ? t`Ese no es el código. Oírlo otra vez, o pedir otra llamada.` : undefined}
            onChange={(event) => setCode(event.target.value)}
          />
          <div>
            <Button look="main" type="submit" disabled={code.replace(/\D/g, "").length !== 6 || prove.isPending}>
              {t`Confirmar`}
            </Button>
          </div>
        </form>
      ) : null}
      {failed ? <Failing what={t`No se guardó`} why={problemWords(failed)} /> : null}
    </>
  );
}
