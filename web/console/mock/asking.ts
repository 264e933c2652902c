import type { CaseDetail } from "../src/client/contract/cases.ts";
import type { DraftsEndpoints } from "../src/client/contract/draftsEndpoints.ts";
import type { DeskEndpoints } from "../src/client/contract/endpoints.ts";
import type { LiveResource } from "../src/client/contract/live.ts";
import type { PreferencesEndpoints } from "../src/client/contract/preferencesEndpoints.ts";
import type { World } from "./cases.ts";

export class Refusal extends Error {
  constructor(readonly status: number, readonly code: string, readonly data: Record<string, unknown> = {}) {
    super(code);
  }
}

export interface Context {
  world: World;
  signedIn: boolean;
  failing: Set<string>;
  slow: number;
  publish: (topic: string, resources: LiveResource[]) => void;
}

export interface Request {
  path: Record<string, string>;
  query: URLSearchParams;
  body: Record<string, never> & object;
  type: string;
  size: number;
}

/** The addresses that work on the desk's screens needs; administration is looked at on a real server. */
export type Known = DeskEndpoints & DraftsEndpoints & PreferencesEndpoints;
export type Handler = (context: Context, request: Request) => unknown;
export type Some = Partial<Record<keyof Known, Handler>>;

export function the(context: Context, caseId: string | undefined): CaseDetail {
  const one = context.world.cases.get(caseId ?? "");
  if (!one) throw new Refusal(404, "not_found");
  return one;
}

export function page<T>(items: T[], query: URLSearchParams, usual: number) {
  const from = Number(query.get("cursor") ?? 0);
  const limit = Number(query.get("limit") ?? usual);
  const next = from + limit < items.length ? String(from + limit) : null;
  return { items: items.slice(from, from + limit), next };
}

export const body = <E extends keyof Known>(request: Request) => request.body as unknown as Known[E] extends { body: infer B } ? B : never;
