import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { nameOf } from "~/kit/formats";
import type { Field } from "~/rooms/cases/filters";
import type { FilterOption } from "~/rooms/cases/FilterDialog";
import { fixedValues } from "~/rooms/cases/filterWords";
import { priorityWords } from "~/rooms/cases/priorityWords";
import { assigneesQuery, queuesQuery, tagsQuery, teamsQuery } from "~/rooms/cases/queries";
import { channelWords } from "~/rooms/channels/channelWords";
import { accountsQuery } from "~/rooms/channels/queries";
import { useMe } from "./useMe";

const LANGUAGES = ["es", "pt", "en"];
const PRIORITIES = ["urgent", "high", "normal", "low"] as const;

/** What a list can be narrowed by in this workspace, and what each value is called. `wanted` fetches what is named by id. */
export function useFilterOptions(wanted: boolean) {
  const { brands } = useMe();
  const queues = useQuery({ ...queuesQuery, enabled: wanted });
  const people = useQuery({ ...assigneesQuery, enabled: wanted });
  const teams = useQuery({ ...teamsQuery, enabled: wanted });
  const tags = useQuery({ ...tagsQuery, enabled: wanted });
  const accounts = useQuery({ ...accountsQuery, enabled: wanted });
  const channels = [...new Set((accounts.data ?? []).map((one) => one.channel))];
  const of = (field: Field, values: readonly (readonly [string, string])[]): FilterOption[] =>
    values.map(([value, words]) => ({ field, value, words }));
  const fixed = fixedValues();
  const options = [
    ...of("state", fixed.state),
    ...of("sla", fixed.sla),
    ...of("waiting", fixed.waiting),
    ...of("priority", PRIORITIES.map((one) => [one, priorityWords(one)] as const)),
    ...of("channel", channels.map((one) => [one, channelWords(one)] as const)),
    ...of("holder", [["me", t`yo`] as const, ["nobody", t`nadie`] as const, ...(people.data ?? []).map((one) => [one.id, one.name] as const)]),
    ...of("team", [["mine", t`los míos`] as const, ...(teams.data ?? []).map((one) => [one.id, one.name] as const)]),
    ...of("tag", (tags.data ?? []).map((one) => [one.id, one.name] as const)),
    ...of("language", LANGUAGES.map((one) => [one, nameOf("language", one)] as const)),
    ...of("brand", brands.map((one) => [one.id, one.name] as const)),
    ...of("queue", (queues.data ?? []).map((one) => [one.id, one.name] as const)),
  ];
  const words = (field: Field, value: string) => options.find((one) => one.field === field && one.value === value)?.words ?? "…";
  return { options, words };
}
