import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { Building2 } from "lucide-react";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { OidcCode } from "./OidcCode";
import { oidcWaysQuery } from "./oidcQueries";
import { oidcRefusalWords } from "./oidcWords";

const WORKSPACE = "trato.door.workspace";

/** Ways in with the company's account: a button for each, and what came of the last try. */
export function OidcWays({ onSignedIn }: { onSignedIn: () => void }) {
  const said = new URLSearchParams(location.search);
  const named = said.get("workspace");
  if (named) sessionStorage.setItem(WORKSPACE, named); // a provider that refuses leads back without it
  const ways = useQuery(oidcWaysQuery(named ?? sessionStorage.getItem(WORKSPACE) ?? ""));
  const refused = said.get("refused");
  return (
    <>
      {refused ? <Failing what={t`No se pudo entrar`} why={oidcRefusalWords(refused)} /> : null}
      {said.get("second") === "oidc" ? <OidcCode onSignedIn={onSignedIn} /> : null}
      {ways.data?.map((one) => (
        <Button key={one.id} onClick={() => location.assign(`/api/v1/session/oidc/${one.id}/start`)}>
          <Building2 size={16} aria-hidden />
          {t`Entrar con ${one.name}`}
        </Button>
      ))}
    </>
  );
}
