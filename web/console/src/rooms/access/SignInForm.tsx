import { t } from "@lingui/core/macro";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { SignIn } from "~/client/contract/posted";
import { call, Refused } from "~/client/http";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { Mark } from "~/kit/Mark";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import { OtherWays } from "./OtherWays";
import css from "./SignInForm.module.css";

/** Address and password; the six digits only when asked; the workspace only for who is in several. */
export function SignInForm({ onSignedIn }: { onSignedIn: () => void }) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [workspace, setWorkspace] = useState("");
  const [asksCode, setAsksCode] = useState(false);
  const [workspaces, setWorkspaces] = useState<{ slug: string; name: string }[]>([]);
  const signIn = useMutation({
    mutationFn: (body: SignIn) => call("POST /session", { body }),
    onSuccess: onSignedIn,
    onError: (error) => {
      if (!(error instanceof Refused)) return;
      if (error.problem.code === "code_needed") setAsksCode(true);
      if (error.problem.code === "workspace_needed") setWorkspaces(error.problem.workspaces as typeof workspaces);
    },
  });
  const asked = signIn.error instanceof Refused && ["code_needed", "workspace_needed"].includes(signIn.error.problem.code);
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate({ email, password, ...(code ? { code } : {}), ...(workspace ? { workspace } : {}) });
      }}
    >
      <h1>
        <Mark size={20} />
        {t`Entrar a Trato`}
      </h1>
      {signIn.error && !asked ? <Failing what={t`No se pudo entrar`} why={problemWords(signIn.error)} /> : null}
      <Field label={t`Correo`} type="email" autoComplete="username" required value={email} onChange={(event) => setEmail(event.target.value)} autoFocus />
      <Field
        label={t`Contraseña`}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {workspaces.length > 0 ? (
        <Select label={t`Espacio`} required value={workspace} onChange={(event) => setWorkspace(event.target.value)}>
          <option value="">{t`Elegir espacio`}</option>
          {workspaces.map((one) => (
            <option key={one.slug} value={one.slug}>
              {one.name}
            </option>
          ))}
        </Select>
      ) : null}
      {asksCode ? (
        <Field
          label={t`Código de verificación`}
          hint={t`Seis cifras, de la aplicación de verificación. Sin ella, un código de recuperación.`}
          autoComplete="one-time-code"
          required
          autoFocus
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      ) : null}
      <Button type="submit" look="main" disabled={signIn.isPending}>
        {signIn.isPending ? t`Entrando` : t`Entrar`}
      </Button>
      <OtherWays onSignedIn={onSignedIn} email={email} />
    </form>
  );
}
