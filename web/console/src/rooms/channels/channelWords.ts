import { t } from "@lingui/core/macro";

/** A channel's name as people say it. Only a name: what a channel can do is asked of its capabilities. */
export function channelWords(channel: string): string {
  return NAMES[channel]?.() ?? channel;
}

const NAMES: Record<string, () => string> = {
  whatsapp: () => "WhatsApp",
  email: () => t`correo`,
  webchat: () => t`chat web`,
  instagram: () => "Instagram",
  messenger: () => "Messenger",
  facebook: () => "Facebook",
  google_play: () => "Google Play",
  app_store: () => "App Store",
  telegram: () => "Telegram",
  x: () => "X",
  sms: () => "SMS",
  api: () => t`otro sistema`,
  voice: () => t`llamada`,
  review: () => t`reseña`,
};
