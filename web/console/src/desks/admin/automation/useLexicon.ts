import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { ClockTarget, Surface } from "~/client/contract/lists";
import { nameOf } from "~/kit/formats";
import { meQuery } from "~/rooms/access/queries";
import type { Lexicon } from "~/rooms/automation/lexicon";
import { automationChoicesQuery } from "~/rooms/automation/queries";
import { placesQuery } from "~/rooms/brands/queries";
import { channelWords } from "~/rooms/channels/channelWords";
import { KINDS, MOODS, type MessageKind, type Mood } from "~/rooms/intelligence/understoodWords";
import { SURFACES } from "~/rooms/sla/policyWords";
import { targetWords } from "~/rooms/sla/targetWords";

const TARGETS: ClockTarget[] = ["first_response", "first_human_response", "next_response", "resolution", "ceiling"];
const LANGUAGES = ["es", "pt", "en", "fr", "it", "de"];

/** What the words of rules stand for, from every room; null until it is here. */
export function useLexicon(): Lexicon | null {
  const choices = useQuery(automationChoicesQuery).data;
  const places = useQuery(placesQuery).data;
  const { data: me } = useQuery(meQuery);
  if (!choices || !me) return null;
  const named = (ids: string[], words: (id: string) => string) => ids.map((id) => ({ id, name: words(id) }));
  return {
    choices,
    values: {
      state: [
        { id: "open", name: t`abierto` },
        { id: "resolved", name: t`resuelto` },
        { id: "closed", name: t`cerrado` },
      ],
      waiting_on: [
        { id: "contact", name: t`el contacto` },
        { id: "third_party", name: t`un tercero` },
        { id: "team", name: t`otro equipo` },
        { id: "until", name: t`un momento` },
      ],
      holder: [
        { id: "nobody", name: t`nadie` },
        { id: "queue", name: t`una cola` },
        { id: "agent", name: t`una persona` },
        { id: "team", name: t`un equipo` },
        { id: "bot", name: t`un asistente` },
      ],
      origin: [
        { id: "inbound", name: t`escribió el contacto` },
        { id: "outbound", name: t`escribimos primero` },
        { id: "mention", name: t`una mención pública` },
        { id: "call", name: t`una llamada` },
      ],
      queue: choices.queues,
      team: choices.teams,
      agent: choices.users,
      tag: choices.tags,
      disposition: choices.dispositions,
      account: choices.accounts,
      organisation: choices.organisations,
      channel: named(choices.channels, channelWords),
      flag: named(choices.flags, (flag) => flag),
      surface: named(Object.keys(SURFACES), (one) => SURFACES[one as Surface]()),
      brand: me.brands.map((one) => ({ id: one.id, name: one.name })),
      country: named(Object.keys(places ?? {}), (code) => nameOf("region", code)).toSorted((one, other) => one.name.localeCompare(other.name)),
      language: named(LANGUAGES, (code) => nameOf("language", code)),
      about: (Object.keys(KINDS) as MessageKind[]).map((one) => ({ id: one, name: KINDS[one]() })),
      sentiment: (Object.keys(MOODS) as Mood[]).map((one) => ({ id: one, name: MOODS[one]() })),
      message_language: ["es", "pt", "en"].map((one) => ({ id: one, name: nameOf("language", one) })),
      target: TARGETS.map((one) => ({ id: one, name: targetWords(one) })),
    },
  };
}
