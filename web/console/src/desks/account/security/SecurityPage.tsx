import { t } from "@lingui/core/macro";
import { Page } from "~/kit/Page";
import { Section } from "~/kit/Section";
import { Passkeys } from "~/rooms/access/Passkeys";
import { PasswordForm } from "~/rooms/access/PasswordForm";
import { SecondFactor } from "~/rooms/access/SecondFactor";

/** How I come in. */
export function SecurityPage() {
  return (
    <Page title={t`Entrada`} lede={t`Con qué se entra a esta cuenta.`}>
      <Section title={t`Contraseña`} hint={t`Al cambiarla se cierran las demás sesiones.`}>
        <PasswordForm />
      </Section>
      <Section title={t`Segundo factor`} hint={t`Un código de seis cifras que cambia cada 30 segundos.`}>
        <SecondFactor />
      </Section>
      <Section title={t`Llaves de acceso`} hint={t`Entrar con el dedo, la cara o el PIN del equipo, sin contraseña ni código.`}>
        <Passkeys />
      </Section>
    </Page>
  );
}
