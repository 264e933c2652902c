import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

/** How the signed-in person comes in: everything under one key, for one deed may change several. */
export const SECURITY = "security";

export const accountQuery = queryOptions({ queryKey: [SECURITY, "account"], queryFn: ({ signal }) => call("GET /account", { signal }) });
export const passkeysQuery = queryOptions({ queryKey: [SECURITY, "passkeys"], queryFn: ({ signal }) => call("GET /account/passkeys", { signal }) });
export const sessionsQuery = queryOptions({ queryKey: [SECURITY, "sessions"], queryFn: ({ signal }) => call("GET /sessions", { signal }) });
export const tokensQuery = queryOptions({ queryKey: [SECURITY, "tokens"], queryFn: ({ signal }) => call("GET /tokens", { signal }) });
export const waysQuery = queryOptions({ queryKey: ["ways"], queryFn: ({ signal }) => call("GET /entrance", { signal }), staleTime: Infinity });
