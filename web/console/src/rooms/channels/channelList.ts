/** The channels that a promise may be for, in the order in which the manuals tell them. */
export const CHANNELS = ["webchat", "whatsapp", "messenger", "instagram", "facebook", "x", "telegram", "sms", "email", "voice", "google_play", "app_store", "api"];
