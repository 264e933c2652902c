import { t } from "@lingui/core/macro";
import { Page } from "~/kit/Page";
import { Refusal } from "~/kit/Refusal";
import { StarterPick } from "~/rooms/intelligence/starters/StarterPick";

/** Tags and reasons of an industry, ready to use: what is missing of them can be added, and taken back while unused. */
export function StartersPage() {
  return (
    <Page
      title={t`Etiquetas de partida`}
      lede={t`Etiquetas y tipificaciones de un rubro, con mensajes de ejemplo en tres idiomas. Desde el primer mensaje se sugieren; solo lo que las personas confirman llega a ponerse solo.`}
    >
      <Refusal />
      <StarterPick />
    </Page>
  );
}
