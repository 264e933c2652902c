import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

/** The buttons at the door, of the workspace that the address names, or of the only one. */
export function oidcWaysQuery(workspace: string) {
  return queryOptions({
    queryKey: ["oidc-ways", workspace],
    queryFn: ({ signal }) => call("GET /session/oidc", { query: workspace ? { workspace } : {}, signal }),
    staleTime: Infinity,
  });
}

export const oidcProvidersQuery = queryOptions({ queryKey: ["oidc-providers"], queryFn: ({ signal }) => call("GET /oidc-providers", { signal }) });
