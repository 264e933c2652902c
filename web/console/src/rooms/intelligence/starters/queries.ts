import { queryOptions } from "@tanstack/react-query";
import type { Industry } from "~/client/contract/starterEndpoints";
import { call } from "~/client/http";

export const startersQuery = queryOptions({ queryKey: ["starters"], queryFn: ({ signal }) => call("GET /starters", { signal }) });

export const starterQuery = (industry: Industry) =>
  queryOptions({
    queryKey: ["starters", industry],
    queryFn: ({ signal }) => call("GET /starters/{industry}", { path: { industry }, signal }),
  });
