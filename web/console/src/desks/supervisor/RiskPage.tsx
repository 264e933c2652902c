import { t } from "@lingui/core/macro";
import { useState } from "react";
import { Checkbox } from "~/kit/Checkbox";
import { Empty } from "~/kit/Empty";
import { Page } from "~/kit/Page";
import { FloorCases } from "./FloorCases";
import { listingOf } from "./listingOf";
import { PartFilters } from "./PartFilters";
import { usePart } from "./usePart";

/** The promises that run, what breaks first at the top. */
export function RiskPage() {
  const [part] = usePart();
  const [every, setEvery] = useState(false);
  const listing = listingOf(part, { sla: every ? ["breached", "approaching", "on_time"] : ["breached", "approaching"] }, "slack");
  return (
    <Page title={t`Riesgo`} lede={t`Las promesas vencidas y por vencer, de la que menos tiempo deja a la que más.`} wide>
      <PartFilters />
      <Checkbox label={t`También las que van a tiempo`} checked={every} onChange={(event) => setEvery(event.target.checked)} />
      <FloorCases
        key={JSON.stringify(listing)}
        listing={listing}
        label={t`Promesas en curso`}
        empty={<Empty words={t`Ninguna promesa vencida ni por vencer en esta parte. Lo que se acerque aparece aquí solo.`} />}
      />
    </Page>
  );
}
