import type { Problem } from "./contract/basics";
import type { Endpoints } from "./contract/endpoints";

type Path<E> = E extends `${string}{${string}}${string}` ? { path: Record<string, string> } : { path?: undefined };
type Query<E extends keyof Endpoints> = Endpoints[E] extends { query: infer Q }
  ? object extends Q
    ? { query?: Q }
    : { query: Q }
  : { query?: undefined };
type Body<E extends keyof Endpoints> = Endpoints[E] extends { body: infer B } ? { body: B } : { body?: undefined };
export type Ask<E extends keyof Endpoints> = Path<E> & Query<E> & Body<E> & { signal?: AbortSignal };
export type Answer<E extends keyof Endpoints> = Endpoints[E]["answer"];

/** The server said no, and why. */
export class Refused extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.name = "Refused";
    this.problem = problem;
  }
}

/** No answer came: the request may or may not have arrived. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super("unreachable", { cause });
    this.name = "Unreachable";
  }
}

/** The only fetch of the console. Throws `Refused` for any answer that is not 2xx, `Unreachable` for none. */
export async function call<E extends keyof Endpoints>(endpoint: E, ask: Ask<E>): Promise<Answer<E>> {
  const [method, template] = endpoint.split(" ") as [string, string];
  let answer: Response;
  try {
    answer = await fetch(address(template, ask.path, ask.query as Record<string, unknown> | undefined), {
      method,
      credentials: "same-origin",
      headers: headersFor(ask.body),
      body: ask.body instanceof Blob ? ask.body : ask.body === undefined ? null : JSON.stringify(ask.body),
      signal: ask.signal ?? null,
    });
  } catch (cause) {
    if (ask.signal?.aborted) throw cause;
    throw new Unreachable(cause);
  }
  if (!answer.ok) throw new Refused(await problemOf(answer));
  if (answer.status === 202 || answer.status === 204) return null as Answer<E>;
  return (await answer.json()) as Answer<E>;
}

function address(template: string, path: Record<string, string> | undefined, query: Record<string, unknown> | undefined) {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path?.[name] ?? ""));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return `/api/v1${filled}${text ? `?${text}` : ""}`;
}

function headersFor(body: unknown): Record<string, string> {
  const accept = { Accept: "application/json, application/problem+json", "Accept-Language": document.documentElement.lang || "es" };
  if (body === undefined) return accept;
  if (body instanceof Blob) return { ...accept, "Content-Type": body.type || "application/octet-stream" };
  return { ...accept, "Content-Type": "application/json" };
}

async function problemOf(answer: Response): Promise<Problem> {
  const unknown: Problem = { status: answer.status, code: `http_${answer.status}` };
  if (!answer.headers.get("content-type")?.includes("json")) return unknown;
  const said = (await answer.json()) as Partial<Problem>;
  return { ...unknown, ...said, code: said.code ?? unknown.code };
}
