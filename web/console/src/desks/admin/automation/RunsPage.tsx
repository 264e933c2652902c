import { t } from "@lingui/core/macro";
import { Page } from "~/kit/Page";
import { Refusal } from "~/kit/Refusal";
import { RunTable } from "~/rooms/automation/RunTable";
import { useOpenCase } from "./useOpenCase";

/** What rules and macros did, in all cases. */
export function RunsPage() {
  const open = useOpenCase();
  return (
    <Page wide title={t`Registro de reglas`} lede={t`Qué hizo cada regla y cada macro, con qué versión y en qué caso. Lo que tiene vuelta se deshace aquí.`}>
      <Refusal />
      <RunTable source={null} onOpen={open} />
    </Page>
  );
}
