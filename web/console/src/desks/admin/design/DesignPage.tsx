import { t } from "@lingui/core/macro";
import { Mark } from "~/kit/Mark";
import { Page } from "~/kit/Page";
import { Section } from "~/kit/Section";
import css from "./Design.module.css";
import { Pieces } from "./Pieces";
import { States } from "./States";
import { Swatches } from "./Swatches";
import { colourGroups, typeSizes } from "./tokens";

/** What every screen is made of, alive: tokens with their meanings, pieces, states. */
export function DesignPage() {
  return (
    <Page
      title={t`Piezas de las pantallas`}
      lede={t`El escritorio es papel rayado: los paneles se tocan en una línea, solo los menús flotan, y el color se gasta en lo que se debe.`}
      wide
    >
      <Section title={t`La marca`} hint={t`Dos líneas que se encuentran: quien pregunta y quien responde.`}>
        <div className={css.row}>
          <Mark size={16} />
          <Mark size={32} />
          <Mark size={56} />
        </div>
      </Section>
      {colourGroups().map((group) => (
        <Section key={group.id} title={group.words}>
          <Swatches tokens={group.tokens} />
        </Section>
      ))}
      <Section title={t`Letra`} hint={t`Asap: la normal y la fuerte miden lo mismo, y una fila sin leer no se mueve.`}>
        <ul className={css.sizes}>
          {typeSizes().map(({ token, words }) => (
            <li key={token}>
              <code>{token}</code>
              <span style={{ fontSize: `var(${token})`, lineHeight: 1.25 }}>{words}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Pieces />
      <States />
    </Page>
  );
}
