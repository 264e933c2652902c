import { t } from "@lingui/core/macro";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Locale } from "~/client/contract/basics";
import { call, Refused } from "~/client/http";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { Loading } from "~/kit/Loading";
import { Mark } from "~/kit/Mark";
import { problemWords } from "~/kit/problemWords";
import { PasswordField } from "./PasswordField";
import { weakWords } from "./passwordWords";
import css from "./SignInForm.module.css";

/** Whom a link is for, and the password that they choose; of an invitation, their name too. */
export function LinkForm({ token, locale, onTaken }: { token: string; locale: Locale; onTaken: () => void }) {
  const link = useQuery({ queryKey: ["link", token], queryFn: () => call("POST /link", { body: { token } }), retry: false, staleTime: Infinity });
  const [name, setName] = useState<string | null>(null);
  const [password, setPassword] = useState("");
  const take = useMutation({
    mutationFn: () =>
      call("POST /link/take", {
        body: {
          token,
          password,
          ...(link.data?.purpose === "invitation"
            ? { name: name ?? link.data.name, locale, time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone }
            : {}),
        },
      }),
    onSuccess: onTaken,
  });
  if (link.isPending) return <Loading rows={3} />;
  if (link.isError)
    return (
      <div className={css.form}>
        <h1>
          <Mark size={20} />
          {t`El enlace no abre`}
        </h1>
        <Failing what={t`No se puede usar este enlace`} why={linkProblem(link.error)} />
        <Button onClick={() => location.assign("/")}>{t`Ir a la entrada`}</Button>
      </div>
    );
  const { purpose, workspace, email } = link.data;
  const weak = weakWords(take.error);
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        take.mutate();
      }}
    >
      <h1>
        <Mark size={20} />
        {purpose === "invitation" ? t`Entrar a ${workspace}` : t`Elegir otra contraseña`}
      </h1>
      <Field label={t`Correo`} type="email" autoComplete="username" value={email} readOnly />
      {purpose === "invitation" ? (
        <Field label={t`Nombre`} autoComplete="name" required maxLength={200} value={name ?? link.data.name} onChange={(event) => setName(event.target.value)} />
      ) : null}
      <PasswordField label={t`Contraseña nueva`} value={password} error={weak} onChange={setPassword} />
      {take.error && !weak ? <Failing what={t`No se pudo entrar`} why={linkProblem(take.error)} /> : null}
      <Button type="submit" look="main" disabled={take.isPending}>
        {purpose === "invitation" ? t`Entrar` : t`Guardar y entrar`}
      </Button>
    </form>
  );
}

function linkProblem(error: unknown): string {
  if (!(error instanceof Refused) || error.problem.code !== "link_spent") return problemWords(error);
  switch (error.problem.reason) {
    case "used":
      return t`Ya se usó: los enlaces abren una sola vez. Entrar con la contraseña elegida.`;
    case "ended":
      return t`Venció. Pedir otro a quien lo envió.`;
    case "revoked":
      return t`Se retiró, o se envió uno más nuevo. Usar el último, o pedir otro.`;
    default:
      return t`No está completo. Copiarlo entero, o pedir otro a quien lo envió.`;
  }
}
