import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const whyQuery = (caseId: string) =>
  queryOptions({
    queryKey: ["why", caseId],
    queryFn: ({ signal }) => call("GET /cases/{id}/why", { path: { id: caseId }, signal }),
    staleTime: 0,
  });
