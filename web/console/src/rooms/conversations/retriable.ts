import { Refused } from "~/client/http";

/** Whether the same again may go well: what was refused for what it is will be refused again. */
export function retriable(error: unknown): boolean {
  return !(error instanceof Refused) || error.problem.status >= 500 || error.problem.status === 429;
}
