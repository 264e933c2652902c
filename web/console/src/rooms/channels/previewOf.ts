import type { Look, WidgetSettings } from "~/client/contract/chats";

export type Screen = "closed" | "home" | "thread";
export interface Shown {
  theme: "light" | "dark";
  screen: Screen;
  locale: "es" | "en" | "pt";
}

/** What the frame of the preview is told: as the server tells the widget, with a draft in place of what is kept. */
export function previewOf(chosen: WidgetSettings, look: Look | null, shown: Shown): object {
  return {
    ...shown,
    wait: chosen.wait,
    look: {
      ...(look && { light: [look.light.accent, look.light.text], dark: [look.dark.accent, look.dark.text] }),
      left: chosen.position === "left",
    },
    settings: {
      brand: chosen.brand,
      greetings: chosen.greetings,
      links: chosen.links.filter((one) => one.title && one.url),
      privacy: chosen.privacy_url,
      files: chosen.attachments,
      post: chosen.resume,
    },
  };
}
