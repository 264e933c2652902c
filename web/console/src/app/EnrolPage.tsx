import { t } from "@lingui/core/macro";
import { Button } from "~/kit/Button";
import { Notice } from "~/kit/Notice";
import { Page } from "~/kit/Page";
import { Section } from "~/kit/Section";
import { Passkeys } from "~/rooms/access/Passkeys";
import { SecondFactor } from "~/rooms/access/SecondFactor";
import css from "./SignInPage.module.css";

/** Before anything else: the house wants a second factor of this person. */
export function EnrolPage({ onLeave }: { onLeave: () => void }) {
  return (
    <main className={css.page}>
      <Page
        title={t`Falta un segundo factor`}
        deeds={
          <>
            <Button onClick={onLeave}>{t`Salir`}</Button>
            <Button look="main" onClick={() => location.reload()}>{t`Ya está, seguir`}</Button>
          </>
        }
      >
        <Notice>{t`El rol de esta cuenta lo pide. Basta una de las dos cosas; después se sigue donde se estaba, con los borradores.`}</Notice>
        <Section title={t`Llave de acceso`} hint={t`Entrar con el dedo, la cara o el PIN del equipo, sin contraseña ni código.`}>
          <Passkeys />
        </Section>
        <Section title={t`Aplicación de verificación`} hint={t`Un código de seis cifras que cambia cada 30 segundos.`}>
          <SecondFactor />
        </Section>
      </Page>
    </main>
  );
}
