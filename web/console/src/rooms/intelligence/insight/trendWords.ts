import { t } from "@lingui/core/macro";
import type { Spike, TrendSubject } from "~/client/contract/discoveryEndpoints";
import { KINDS, type MessageKind, type Mood, MOODS } from "../understoodWords";

export const SUBJECTS: readonly TrendSubject[] = ["kind", "sentiment", "channel", "brand", "tag", "topic"];

export function subjectWords(subject: TrendSubject): string {
  switch (subject) {
    case "kind":
      return t`Clase de mensaje`;
    case "sentiment":
      return t`Ánimo`;
    case "channel":
      return t`Canal`;
    case "brand":
      return t`Marca`;
    case "tag":
      return t`Etiqueta`;
    case "topic":
      return t`Tema sin etiqueta`;
    default:
      return subject satisfies never;
  }
}

/** What is counted, in words; `channel` says a channel's name. */
export function keyWords(one: Pick<Spike, "subject" | "key" | "name">, channel: (key: string) => string): string {
  if (one.subject === "kind") return KINDS[one.key as MessageKind]?.() ?? one.key;
  if (one.subject === "sentiment") return MOODS[one.key as Mood]?.() ?? one.key;
  return one.subject === "channel" ? channel(one.key) : one.name;
}

export function severityWords(severity: number): string {
  if (severity >= 0.8) return t`muy grave`;
  return severity >= 0.5 ? t`grave` : t`moderada`;
}
