import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Locale } from "~/client/contract/basics";
import { call, Refused } from "~/client/http";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { Mark } from "~/kit/Mark";
import { problemWords } from "~/kit/problemWords";
import css from "./FirstRunPage.module.css";

const PREFIX = "#code=";

/** The first thing that an empty house shows: who will administer it. The code proves that they run it. */
export function FirstRunPage({ onDone }: { onDone: () => void }) {
  const given = location.hash.startsWith(PREFIX) ? location.hash.slice(PREFIX.length) : "";
  const [said, setSaid] = useState({ code: given, workspace: "", name: "", email: "", password: "" });
  const set = (part: Partial<typeof said>) => setSaid((old) => ({ ...old, ...part }));
  const begin = useMutation({
    mutationFn: () =>
      call("POST /first-run", {
        body: { ...said, locale: i18n.locale as Locale, time_zone: new Intl.DateTimeFormat().resolvedOptions().timeZone },
      }),
    onSuccess: () => {
      history.replaceState(null, "", "/");
      onDone();
    },
  });
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        begin.mutate();
      }}
    >
      <header className={css.head}>
        <h1>
          <Mark size={20} />
          {t`Empezar con Trato`}
        </h1>
        <p>{t`Cinco minutos: quién administra, una marca, un canal y la primera conversación contestada.`}</p>
      </header>
      {begin.error ? <Failing what={t`No se pudo empezar`} why={wordsOf(begin.error)} /> : null}
      <Field
        label={t`Código de la terminal`}
        hint={t`Está donde se inició Trato, debajo de la dirección. Solo sirve para la primera persona.`}
        required
        autoComplete="off"
        spellCheck={false}
        value={said.code}
        autoFocus={!given}
        onChange={(event) => set({ code: event.target.value })}
      />
      <Field
        label={t`Nombre de la organización`}
        required
        maxLength={200}
        autoComplete="organization"
        autoFocus={Boolean(given)}
        value={said.workspace}
        onChange={(event) => set({ workspace: event.target.value })}
      />
      <Field label={t`Nombre de quien administra`} required maxLength={200} autoComplete="name" value={said.name} onChange={(event) => set({ name: event.target.value })} />
      <Field label={t`Correo`} type="email" required autoComplete="username" value={said.email} onChange={(event) => set({ email: event.target.value })} />
      <Field
        label={t`Contraseña`}
        hint={t`Diez caracteres o más.`}
        type="password"
        required
        minLength={10}
        autoComplete="new-password"
        value={said.password}
        onChange={(event) => set({ password: event.target.value })}
      />
      <Button type="submit" look="main" disabled={begin.isPending}>
        {begin.isPending ? t`Creando…` : t`Crear y seguir`}
      </Button>
    </form>
  );
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Refused)) return problemWords(error);
  switch (error.problem.code) {
    case "first_code_wrong":
      return t`El código no es el de la terminal. Copiarlo de ahí tal cual.`;
    case "first_run_over":
      return t`Trato ya tiene quien lo administre. Recargar la página y entrar con esa cuenta.`;
    case "password_too_weak":
      return t`La contraseña es de las que se adivinan primero. Probar con una frase larga.`;
    default:
      return error.problem.field === "email" ? t`El correo no está bien escrito.` : problemWords(error);
  }
}
