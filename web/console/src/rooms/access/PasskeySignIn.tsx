import { t } from "@lingui/core/macro";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { call } from "~/client/http";
import { Failing } from "~/kit/Failing";
import { Notice } from "~/kit/Notice";
import { hasPasskeys, provePasskey } from "./passkey";
import { passkeyProblem } from "./passkeyWords";

/** Asks the device for one of its keys as soon as it is shown, and tells what came of it. */
export function PasskeySignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const asked = useRef(false);
  const { mutate, error } = useMutation({
    mutationFn: async () => call("POST /session/passkey", { body: { credential: await provePasskey(await call("POST /session/passkey/options", {})) } }),
    onSuccess: onSignedIn,
  });
  useEffect(() => {
    if (asked.current || !hasPasskeys()) return;
    asked.current = true;
    mutate();
  }, [mutate]);
  if (!hasPasskeys()) return <Notice>{t`Este navegador no ofrece llaves de acceso aquí. Hacen falta https y un navegador reciente.`}</Notice>;
  return error ? <Failing what={t`No se pudo entrar`} why={passkeyProblem(error)} /> : null;
}
