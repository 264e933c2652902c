import { t } from "@lingui/core/macro";
import { Section } from "~/kit/Section";
import { StarterPick } from "~/rooms/intelligence/starters/StarterPick";

/** Where nothing was learned yet: begin with the tags of an industry instead of with nothing. */
export function StarterOffer() {
  return (
    <Section stacked title={t`Empezar con etiquetas de su rubro`} hint={t`Traen mensajes de ejemplo, así que el primer mensaje ya recibe sugerencias.`}>
      <StarterPick />
    </Section>
  );
}
