import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import { Section } from "~/kit/Section";
import { GROUPS, groupWords } from "~/rooms/reporting/groupWords";
import { MeasureList } from "~/rooms/reporting/MeasureList";
import { measuresQuery } from "~/rooms/reporting/queries";

/** How each number is counted: one definition for card, table, line, file and list of cases. */
export function MeasuresPage() {
  const found = useQuery(measuresQuery);
  return (
    <Page title={t`Cómo se cuenta`} lede={t`Cada medida tiene una sola definición, la misma en pantalla, en los archivos y en la API.`} wide>
      <Loaded query={found}>
        {(measures) => GROUPS.map((group) => (
          <Section key={group} title={groupWords(group)} stacked>
            <MeasureList measures={measures.filter((one) => one.group === group)} />
          </Section>
        ))}
      </Loaded>
    </Page>
  );
}
