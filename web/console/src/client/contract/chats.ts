import type { Id } from "./basics";

/** What something that a page tells of its visitor is for. Anything but service is kept of those only who agreed. */
export type TellingPurpose = "service" | "marketing" | "linking" | "profiling" | "survey" | "recording" | "training";
export type Language = "es" | "en" | "pt";

export interface Told {
  key: string;
  purpose: TellingPurpose;
}

/** `accent` is `#rrggbb` or empty for Trato's own; `locale` empty for the page's own. */
export interface WidgetSettings {
  origins: string[];
  brand: string;
  locale: "" | Language;
  accent: string;
  theme: "auto" | "light" | "dark";
  position: "right" | "left";
  launcher: boolean;
  greetings: Partial<Record<Language, string>>;
  assistant: string;
  links: { title: string; url: string }[];
  privacy_url: string;
  attachments: boolean;
  wait: boolean;
  resume: boolean;
  ask_email: boolean;
  attributes: Told[];
  activities: Told[];
}

export interface Tone {
  accent: string;
  text: string;
}

/** What a colour is painted as; `contrast` is that of the colour as chosen, on light and on dark. */
export interface Look {
  light: Tone;
  dark: Tone;
  contrast: [light: number, dark: number];
}

export interface ChatAccount {
  id: Id;
  name: string;
  key: string;
  brand_id: Id;
  state: "draft" | "active" | "paused" | "broken";
  version: string;
  settings: WidgetSettings;
  look: Look | null;
  identity: boolean;
  old_identity: boolean;
}

export interface ChatChecked {
  settings: WidgetSettings;
  look: Look | null;
}
