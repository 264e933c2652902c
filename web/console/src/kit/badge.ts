const PLAIN = "/mark.svg";
const DOTTED = "/mark-dot.svg";

/** A dot on the icon of the tab: something happened while somebody looked elsewhere. */
export function dot(on: boolean) {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const wanted = on ? DOTTED : PLAIN;
  if (icon && icon.getAttribute("href") !== wanted) icon.setAttribute("href", wanted);
}

interface Badged {
  setAppBadge?: (count: number) => Promise<void>;
  clearAppBadge?: () => Promise<void>;
}

/** The number on the icon of an installed desk. */
export function badge(count: number) {
  const here = navigator as Navigator & Badged;
  // A browser that does not install us has none, and one may refuse: the number stands in the title anyway.
  const done = count > 0 ? here.setAppBadge?.(count) : here.clearAppBadge?.();
  done?.catch(() => undefined);
}
