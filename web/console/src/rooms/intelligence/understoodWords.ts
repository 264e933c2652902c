import { t } from "@lingui/core/macro";

/** What a message is about, as it was understood. */
export type MessageKind = "issue" | "question" | "lead" | "product_insight" | "praise" | "complaint_brand" | "noise" | "spam" | "troll";
export type Mood = "negative" | "neutral" | "positive";

export const KINDS: Record<MessageKind, () => string> = {
  issue: () => t`problema`,
  question: () => t`pregunta`,
  lead: () => t`interés de compra`,
  product_insight: () => t`opinión del producto`,
  praise: () => t`elogio`,
  complaint_brand: () => t`queja de la marca`,
  noise: () => t`no pide respuesta`,
  spam: () => t`spam`,
  troll: () => t`provocación`,
};

export const MOODS: Record<Mood, () => string> = {
  negative: () => t`negativo`,
  neutral: () => t`neutro`,
  positive: () => t`positivo`,
};
