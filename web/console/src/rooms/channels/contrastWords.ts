import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import type { Look } from "~/client/contract/chats";

const LEGIBLE = 4.5; // WCAG 2.2 AA, for text

/** What is done to a colour that cannot be read as it is; null when nothing is. */
export function contrastWords({ light, dark, contrast }: Look): string | null {
  const ratio = (value: number) => new Intl.NumberFormat(i18n.locale, { maximumFractionDigits: 1 }).format(value);
  const [onLight, onDark] = contrast;
  const [light1, dark1, lightRatio, darkRatio] = [light.accent, dark.accent, ratio(onLight), ratio(onDark)];
  if (onLight < LEGIBLE && onDark < LEGIBLE) {
    return t`Este color no se lee sobre blanco (${lightRatio} a 1) ni sobre oscuro (${darkRatio} a 1). Se pinta como ${light1} y como ${dark1}.`;
  }
  if (onLight < LEGIBLE) return t`Sobre blanco este color no se lee (${lightRatio} a 1, hacen falta 4,5). En claro se pinta como ${light1}.`;
  if (onDark < LEGIBLE) return t`Sobre oscuro este color no se lee (${darkRatio} a 1, hacen falta 4,5). En oscuro se pinta como ${dark1}.`;
  return null;
}
