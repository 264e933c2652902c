import { t } from "@lingui/core/macro";
import { KeyRound } from "lucide-react";
import { lazy, useState } from "react";
import { Button } from "~/kit/Button";
import { Part } from "~/kit/Part";
import { patient } from "~/kit/patient";

const PasskeySignIn = lazy(() => patient(() => import("./PasskeySignIn")).then((file) => ({ default: file.PasskeySignIn })));
const OidcWays = lazy(() => patient(() => import("./OidcWays")).then((file) => ({ default: file.OidcWays })));
const ForgottenDialog = lazy(() => patient(() => import("./ForgottenDialog")).then((file) => ({ default: file.ForgottenDialog })));

/** Ways in without the password; what they need is fetched when they are wanted. */
export function OtherWays({ onSignedIn, email }: { onSignedIn: () => void; email: string }) {
  const [way, setWay] = useState<"passkey" | "forgotten" | null>(null);
  const [tries, setTries] = useState(0);
  return (
    <>
      <Part>
        <OidcWays onSignedIn={onSignedIn} />
      </Part>
      <Button
        onClick={() => {
          setWay("passkey");
          setTries(tries + 1);
        }}
      >
        <KeyRound size={16} aria-hidden />
        {t`Usar una llave de acceso`}
      </Button>
      <Button look="bare" onClick={() => setWay("forgotten")}>
        {t`Olvidé la contraseña`}
      </Button>
      <Part>
        {way === "passkey" ? <PasskeySignIn key={tries} onSignedIn={onSignedIn} /> : null}
        {way === "forgotten" ? <ForgottenDialog email={email} onClose={() => setWay(null)} /> : null}
      </Part>
    </>
  );
}
