import type { UserState } from "~/client/contract/people";
import { Chip } from "~/kit/Chip";
import { stateName } from "./stateWords";

/** Whether somebody is in: an active one is quiet. */
export function StateChip({ state }: { state: UserState }) {
  return <Chip tone={state === "active" ? "plain" : state === "invited" ? "rest" : "line"}>{stateName(state)}</Chip>;
}
